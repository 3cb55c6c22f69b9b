package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.StepRecorder;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes one call of a tool, once; what it refuses or fails with is a result too, for the model to read. */
@Component
final class ToolStep {
    private static final Logger log = LoggerFactory.getLogger(ToolStep.class);

    private final Jobs jobs;
    private final Toolbox toolbox;
    private final CallCheck checks;
    private final Conversations conversations;
    private final ToolResults results;
    private final AgentWaits waits;
    private final StepRecorder recorder;

    ToolStep(
            Jobs jobs,
            Toolbox toolbox,
            CallCheck checks,
            Conversations conversations,
            ToolResults results,
            AgentWaits waits,
            StepRecorder recorder) {
        this.jobs = jobs;
        this.toolbox = toolbox;
        this.checks = checks;
        this.conversations = conversations;
        this.results = results;
        this.waits = waits;
        this.recorder = recorder;
    }

    /** @param last whether there will be no other attempt, so that a failure is told to the model */
    void use(AgentRun run, int step, int position, boolean last, Runnable goOn) {
        CallPlace place = new CallPlace(step, position);
        ToolExecutionRequest call = conversations.call(run.job(), place);
        String arguments = waits.approvedArguments(run.job(), step, position).orElse(call.arguments());
        byte[] hash = CallCheck.hash(call.name(), arguments);
        if (results.isTold(run.job(), step, position)) {
            return;
        }
        JsonNode given = CallCheck.parse(arguments);
        recorder.record(run.job(), place.toString(), "tool", Map.of("tool", call.name(), "arguments", given), () -> {
            ToolResult result = results.find(run.job(), step, position, hash)
                    .orElseGet(() -> made(run, call, given, context(run, step, position, goOn), last));
            results.tell(run.job(), step, position, call, hash, result);
            return result;
        });
    }

    private ToolResult made(
            AgentRun run, ToolExecutionRequest call, JsonNode arguments, ToolContext context, boolean last) {
        Tool tool = toolbox.offered(run).get(call.name());
        if (tool == null) {
            return ToolResult.error("this worker does not have the tool");
        }
        String wrong = checks.wrong(Json.write(arguments), tool);
        if (!wrong.isEmpty()) {
            return ToolResult.error("refused: " + wrong);
        }
        try {
            return results.readable(run.job(), Clean.text(tool.use(context, arguments)));
        } catch (Problem problem) {
            if (problem.type() == ProblemType.UNAVAILABLE || (problem.type().passesWithTime() && !last)) {
                throw problem;
            }
            return ToolResult.error(problem.type().title() + ": " + problem.detail());
        } catch (IllegalStateException | IllegalArgumentException | NullPointerException broken) {
            if (!last) {
                throw broken;
            }
            log.warn("The tool {} has failed for good", call.name(), broken);
            return ToolResult.error("the tool has failed inside");
        }
    }

    private ToolContext context(AgentRun run, int step, int position, Runnable goOn) {
        Job job = jobs.get(run.job().tenant(), run.job().job());
        return new ToolContext(run.job(), step + "/" + position, run.caller(), job.traceId(), goOn);
    }
}
