package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Arguments that a person puts in place of a model's: a tool takes those that it would take of the model. */
@Component
final class ReplacedArguments {
    private final AgentRuns runs;
    private final Conversations conversations;
    private final Toolbox toolbox;
    private final CallCheck checks;

    ReplacedArguments(AgentRuns runs, Conversations conversations, Toolbox toolbox, CallCheck checks) {
        this.runs = runs;
        this.conversations = conversations;
        this.toolbox = toolbox;
        this.checks = checks;
    }

    /** @throws Problem INVALID when they do not fit, CONFLICT when the agent may not use the tool any more */
    void require(JobRef run, CallPlace place, JsonNode arguments) {
        ToolExecutionRequest call = conversations.call(run, place);
        Tool tool = toolbox.offered(runs.get(run)).get(call.name());
        if (tool == null) {
            throw Problem.conflict("the agent may not use " + call.name() + " any more; reject the call");
        }
        String wrong = checks.wrong(Json.write(arguments), tool);
        if (!wrong.isEmpty()) {
            throw Problem.invalid("/input/arguments", call.name() + " does not take them: " + wrong);
        }
    }
}
