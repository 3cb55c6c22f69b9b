package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.millrace.agents.ExportedRun.Answer;
import dev.millrace.agents.ExportedRun.Message;
import dev.millrace.agents.ExportedRun.Step;
import dev.millrace.agents.ExportedRun.Summary;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.llm.spending.Money;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Writes runs down so that they can be run again anywhere, and compared. */
@Component
public final class AgentExports {
    private final Jobs jobs;
    private final AgentRuns runs;
    private final Toolbox toolbox;
    private final Conversations conversations;
    private final Answers answers;
    private final Memory memory;

    AgentExports(
            Jobs jobs, AgentRuns runs, Toolbox toolbox, Conversations conversations, Answers answers, Memory memory) {
        this.jobs = jobs;
        this.runs = runs;
        this.toolbox = toolbox;
        this.conversations = conversations;
        this.answers = answers;
        this.memory = memory;
    }

    /** @throws Problem NOT_FOUND when there is no such run of an agent */
    public ExportedRun of(TenantId tenant, JobId id) {
        Job job = jobs.get(tenant, JobKind.AGENT, id);
        JobRef ref = job.ref();
        AgentRun run = runs.get(ref);
        List<JsonNode> tools = toolbox.offered(run).values().stream()
                .map(Tool::specification)
                .map(ToolSpecification::toJson)
                .map(Json::parse)
                .toList();
        List<Said> said = conversations.before(ref, Integer.MAX_VALUE);
        List<Step> steps = new ArrayList<>();
        for (Said one : said) {
            if (one.kind() == Said.Kind.ANSWER) {
                steps.add(step(ref, one, said));
            }
        }
        JsonNode result = job.result().get("answer");
        return new ExportedRun(ExportedRun.FORMAT, run.definition(), run.input(), tools, steps, result);
    }

    private Step step(JobRef run, Said answer, List<Said> said) {
        int step = answer.step();
        AiMessage message = (AiMessage) answer.message();
        Answers.Kept kept = answers.kept(run, step, message);
        List<Message> after = said.stream()
                .filter(one -> one.step() == step && one.position() > 0)
                .map(one -> new Message(one.position(), one.kind().wire(), json(one)))
                .toList();
        Answered given = kept.answer();
        return new Step(
                step,
                HexFormat.of().formatHex(kept.inputHash()),
                memory.latest(run, step)
                        .map(summary -> new Summary(summary.uptoStep(), summary.text()))
                        .orElse(null),
                new Answer(
                        json(answer),
                        given.provider(),
                        given.model(),
                        given.generated(),
                        given.inputTokens(),
                        given.outputTokens(),
                        Money.text(given.cost())),
                after);
    }

    private static JsonNode json(Said said) {
        return Json.parse(ChatMessageSerializer.messageToJson(said.message()));
    }
}
