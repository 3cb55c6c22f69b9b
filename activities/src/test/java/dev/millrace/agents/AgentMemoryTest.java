package dev.millrace.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.millrace.agents.AgentDefinition.Limits;
import dev.millrace.agents.AgentDefinition.Options;
import dev.millrace.events.EventType;
import dev.millrace.events.JobEvent;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStep;
import dev.millrace.jobs.Priority;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentMemoryTest {
    private static final AgentDefinition SCRIBE = AgentBench.agent(null, Limits.USUAL);

    @TempDir
    private Path folder = Path.of("");

    private AgentBench bench = new AgentBench(folder);

    @BeforeEach
    void open() {
        bench = new AgentBench(folder);
    }

    @Test
    void summarisesWhatTheWindowCannotHoldAndPaysForItOnce() {
        String line = "{\"line\": \"" + "many words are written here ".repeat(30) + "\"}";
        bench.models
                .calls("note(" + line + ")")
                .calls("note(" + line + ")")
                .says("Two long lines were written.")
                .says("Done.");
        JobRef job = bench.submit(windowed(400), Role.OPERATOR);

        assertThat(bench.run(job).result().asString()).isEqualTo("Done.");
        assertThat(bench.think(job, 3).next()).isEqualTo(Thought.Next.ANSWERED);

        assertThat(bench.models.asked()).hasSize(4);
        assertThat(bench.models.asked().get(2).request().messages()).hasSize(2);
        var last = bench.models.asked().getLast().request().messages();
        assertThat(((UserMessage) last.get(2)).singleText()).endsWith("Two long lines were written.");
        assertThat(last).hasSize(5);
        assertThat(bench.jobs.steps.list(job)).extracting(JobStep::id).contains("memory_1");
        assertThat(logs(job)).anyMatch(text -> text.contains("up to step 1 is summarised"));
        assertThat(RunReplay.differences(bench.exports.of(bench.tenant, job.job())))
                .isEmpty();
    }

    @Test
    void takesOverWhatWasRecordedBeforeTheStepOfAFork() {
        bench.models
                .calls("note({\"line\": \"one\"})")
                .calls("note({\"line\": \"two\"})")
                .says("First end.");
        JobRef job = bench.submit(SCRIBE, Role.OPERATOR);
        bench.run(job);

        bench.models.says("Other end.");
        JobRef fork = fork(job, "model_2", null);
        AgentOutcome outcome = bench.run(fork);

        assertThat(outcome.result().asString()).isEqualTo("Other end.");
        assertThat(outcome.meta().cost()).isEqualTo("0.01");
        assertThat(bench.notebook.lines()).containsExactly("one", "two");
        assertThat(bench.models.asked()).hasSize(4);
    }

    @Test
    void asksAfreshInAForkWhoseInputHasChanged() {
        bench.models.calls("note({\"line\": \"one\"})").says("First end.");
        JobRef job = bench.submit(SCRIBE, Role.OPERATOR);
        bench.run(job);

        bench.models.calls("note({\"line\": \"one\"})").says("Other end.");
        JobRef fork = fork(job, "model_2", "{\"name\": \"Bob\"}");
        bench.run(fork);

        assertThat(bench.models.asked()).hasSize(4);
        assertThat(bench.notebook.lines()).containsExactly("one");
        assertThatThrownBy(() -> fork(job, "model_3", null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> fork(job, "tool_1_1", null)).isInstanceOf(Problem.class);
    }

    @Test
    void exportsARunThatIsReplayedWithoutAnyNetwork() {
        bench.models.calls("note({\"line\": \"one\"})", "other({})").says("").says("The end.");
        JobRef job = bench.submit(SCRIBE, Role.OPERATOR);
        bench.run(job);

        String json = Json.write(bench.exports.of(bench.tenant, job.job()));
        ExportedRun exported = Json.read(json, ExportedRun.class);

        assertThat(exported.steps()).hasSize(3);
        assertThat(RunReplay.differences(exported)).isEmpty();
        ExportedRun other = Json.read(json.replace("You write for", "You write to"), ExportedRun.class);
        assertThat(RunReplay.differences(other)).hasSize(3).allMatch(text -> text.contains("the question is not"));
    }

    @Test
    void tellsWhatTheModelSaysWhileItSaysIt() {
        bench.models.does(call -> {
            var tokens = Objects.requireNonNull(call.tokens());
            tokens.add("Half of ");
            throw new Problem(ProblemType.UNAVAILABLE, "it broke off");
        });
        bench.models.does(call -> {
            var tokens = Objects.requireNonNull(call.tokens());
            tokens.add("All ");
            tokens.add("of it.");
            return AiMessage.from("All of it.");
        });
        JobRef job = bench.submissions
                .submit(
                        bench.tenant,
                        new AgentCaller("ann", Role.OPERATOR),
                        new AgentOrder(SCRIBE, Json.parse("{}"), true, Priority.NORMAL, null, null, null))
                .ref();
        bench.jobs.activities.running(job);

        assertThatThrownBy(() -> bench.think(job, 1)).isInstanceOf(Problem.class);
        bench.think(job, 1);

        List<String> told =
                bench.jobs.events.read(job.tenant(), job.job().value(), EventType.TOKEN, "model_1", 0, 100).stream()
                        .map(event -> event.data().path("restart").asBoolean(false)
                                ? "restart"
                                : event.data().path("text").asString())
                        .toList();
        assertThat(String.join("|", told)).startsWith("Half of |restart|All ");
        assertThat(String.join("", told.subList(2, told.size()))).isEqualTo("All of it.");
    }

    private JobRef fork(JobRef job, String step, @Nullable String input) {
        JobRef fork = bench.forks
                .fork(
                        bench.tenant,
                        new AgentCaller("bob", Role.OPERATOR),
                        job.job(),
                        new AgentForks.Fork(step, input == null ? null : Json.parse(input), null, null, null))
                .ref();
        bench.jobs.activities.running(fork);
        return fork;
    }

    private List<String> logs(JobRef job) {
        return bench.jobs.events.read(job.tenant(), job.job().value(), EventType.LOG, 0, 100).stream()
                .map(JobEvent::data)
                .map(data -> data.path("message").asString(""))
                .toList();
    }

    private static AgentDefinition windowed(int tokens) {
        return new AgentDefinition(
                "scribe",
                "",
                "You write.",
                Json.parse("{}"),
                null,
                "default",
                List.of("note"),
                Set.of(),
                Map.of(),
                Limits.USUAL,
                new Options(false, Duration.ofHours(1), Duration.ofHours(1), tokens, List.of()));
    }
}
