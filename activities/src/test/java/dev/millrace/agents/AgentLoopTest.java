package dev.millrace.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStep;
import dev.millrace.jobs.StepStatus;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentLoopTest {
    private static final AgentDefinition SCRIBE = AgentBench.agent(null, AgentDefinition.Limits.USUAL);

    @TempDir
    private Path folder = Path.of("");

    private AgentBench bench = new AgentBench(folder);

    @BeforeEach
    void open() {
        bench = new AgentBench(folder);
    }

    @Test
    void usesToolsAndTellsTheModelWhatTheyGave() {
        bench.models
                .calls("note({\"line\": \"one\"})", "note({\"line\": \"two\"})")
                .says("Both are written.");
        JobRef job = bench.submit(SCRIBE, Role.OPERATOR);

        AgentOutcome outcome = bench.run(job);

        assertThat(outcome.result().asString()).isEqualTo("Both are written.");
        assertThat(outcome.meta().provider()).isEqualTo("fake");
        assertThat(outcome.meta().generated()).isTrue();
        assertThat(outcome.meta().tokens()).isEqualTo(200);
        assertThat(outcome.meta().cost()).isEqualTo("0.02");
        assertThat(bench.notebook.lines()).containsExactly("one", "two");
        var second = bench.models.asked().getLast().request().messages();
        assertThat(second.getFirst()).isEqualTo(SystemMessage.from("You write for Ann."));
        assertThat(second.subList(3, 5))
                .extracting(message -> ((ToolExecutionResultMessage) message).id() + " "
                        + ((ToolExecutionResultMessage) message).text())
                .containsExactly("call_1_1 written as 1/1", "call_1_2 written as 1/2");
        assertThat(bench.jobs.steps.list(job))
                .extracting(JobStep::id, JobStep::type, JobStep::status)
                .containsExactly(
                        tuple("model_1", "model", StepStatus.COMPLETED),
                        tuple("tool_1_1", "tool", StepStatus.COMPLETED),
                        tuple("tool_1_2", "tool", StepStatus.COMPLETED),
                        tuple("model_2", "model", StepStatus.COMPLETED));
    }

    @Test
    void paysOnceForAnAnswerThatHasCome() {
        bench.models.calls("note({\"line\": \"one\"})").says("Done.");
        JobRef job = bench.submit(SCRIBE, Role.OPERATOR);

        assertThat(bench.think(job, 1)).isEqualTo(bench.think(job, 1));
        bench.use(job, 1, 1);
        bench.use(job, 1, 1);
        assertThat(bench.think(job, 2)).isEqualTo(bench.think(job, 2));

        assertThat(bench.models.asked()).hasSize(2);
        assertThat(bench.notebook.lines()).containsExactly("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop_tables({})",
                "note({\"line\": 7})",
                "note({})",
                "note({\"line\": \"x\", \"more\": true})",
                "note(not json)",
                "note([])",
                "note({\"line\": \"\\u0000\"})"
            })
    void tellsTheModelWhatItMayNotHaveAndUsesNothing(String call) {
        bench.models.calls(call).says("Sorry.");
        JobRef job = bench.submit(SCRIBE, Role.OPERATOR);

        AgentOutcome outcome = bench.run(job);

        assertThat(outcome.result().asString()).isEqualTo("Sorry.");
        assertThat(bench.notebook.lines()).isEmpty();
        assertThat(bench.said(job).get(3).violation()).isTrue();
    }

    @Test
    void writesDownWhoseAgentWantedAToolThatItMayNotHave() {
        bench.models.calls("note({\"line\": \"x\"})").says("I may not.");
        JobRef job = bench.submit(SCRIBE, Role.VIEWER);

        bench.run(job);

        assertThat(bench.notebook.lines()).isEmpty();
        assertThat(bench.models.asked().getFirst().request().toolSpecifications())
                .isEmpty();
        assertThat(bench.count("SELECT count(*) FROM audit_log WHERE status = 403 AND actor = 'ann'"))
                .isEqualTo(1);
    }

    @Test
    void givesUpOnAModelThatDoesNotMendItsWays() {
        for (int i = 0; i < 6; i++) {
            bench.models.calls("other({})");
        }
        JobRef job = bench.submit(SCRIBE, Role.OPERATOR);

        assertLimit(() -> bench.run(job), "6 steps");
    }

    @Test
    void asksAgainForAnAnswerThatDoesNotFit() {
        AgentDefinition strict = AgentBench.agent(
                "{\"type\": \"object\", \"required\": [\"score\"], \"properties\": {\"score\": {\"type\": \"integer\"}}}",
                AgentDefinition.Limits.USUAL);
        bench.models.says("").says("seven").says("{\"score\": \"7\"}").says("{\"score\": 7}");
        JobRef job = bench.submit(strict, Role.OPERATOR);

        assertThat(bench.run(job).result()).isEqualTo(Json.parse("{\"score\": 7}"));
    }

    @Test
    void stopsAtTheLimitsOfStepsAndTokens() {
        bench.models.calls("note({\"line\": \"a\"})").calls("note({\"line\": \"b\"})");
        JobRef few = bench.submit(AgentBench.agent(null, AgentBench.limits(2, 10_000, null)), Role.OPERATOR);
        assertLimit(() -> bench.run(few), "limits.max_steps");

        bench.models.calls("note({\"line\": \"a\"})").calls("note({\"line\": \"b\"})");
        JobRef little = bench.submit(AgentBench.agent(null, AgentBench.limits(9, 200, null)), Role.OPERATOR);
        assertLimit(() -> bench.run(little), "limits.max_tokens");
    }

    @Test
    void waitsAtItsCostCapAndGoesOnWhenItIsRaised() {
        bench.models.calls("note({\"line\": \"a\"})").says("Done.");
        JobRef job = bench.submit(AgentBench.agent(null, AgentBench.limits(9, 10_000, "0.01")), Role.OPERATOR);
        bench.think(job, 1);
        bench.use(job, 1, 1);

        assertThat(bench.think(job, 2).next()).isEqualTo(Thought.Next.NO_BUDGET);
        bench.rows.askBudget(job);
        assertThat(bench.waits.list(job))
                .singleElement()
                .satisfies(wait -> assertThat(wait.prompt()).contains("0.01 USD of the 0.01"));
        bench.rows.topUp(job, bench.waits.keep(job, "budget", "ann", Json.parse("{\"max_cost\": \"1.00\"}")));
        assertThat(bench.think(job, 2).next()).isEqualTo(Thought.Next.ANSWERED);
        bench.rows.budgetRaised(job);
        assertThat(bench.waits.list(job)).isEmpty();
    }

    @Test
    void waitsForABudgetThatDoesNotAllowTheCall() {
        bench.models.does(call -> {
            throw new Problem(ProblemType.BUDGET_EXCEEDED, "the budget of the tenant is used up");
        });
        JobRef job = bench.submit(SCRIBE, Role.OPERATOR);

        assertThat(bench.think(job, 1).next()).isEqualTo(Thought.Next.NO_BUDGET);
    }

    @Test
    void makesAnApprovedCallWithTheArgumentsThatThePersonGave() {
        bench.models.calls("note({\"line\": \"a\"})", "note({\"line\": \"b\"})").says("Done.");
        JobRef job = bench.submit(AgentBench.agent(null, AgentDefinition.Limits.USUAL, "note"), Role.OPERATOR);
        assertThat(bench.think(job, 1).calls()).allMatch(ToolCall::approval);
        bench.rows.askApproval(job, 1, 1);
        bench.rows.askApproval(job, 1, 2);

        String yes = bench.waits.keep(
                job, "tool_1_1", "bob", Json.parse("{\"approved\": true, \"arguments\": {\"line\": \"better\"}}"));
        String no = bench.waits.keep(
                job, "tool_1_2", "bob", Json.parse("{\"approved\": false, \"comment\": \"too much\"}"));
        assertThat(bench.rows.decide(job, 1, 1, yes)).isTrue();
        assertThat(bench.rows.decide(job, 1, 1, null)).isTrue();
        assertThat(bench.rows.decide(job, 1, 2, no)).isFalse();
        bench.use(job, 1, 1);
        bench.think(job, 2);

        assertThat(bench.notebook.lines()).containsExactly("better");
        assertThat(((ToolExecutionResultMessage) bench.said(job).get(4).message()).text())
                .contains("rejected", "too much");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"line\": 7}", "{\"line\": \"x\", \"more\": true}"})
    void takesNoArgumentsOfAPersonThatItWouldNotTakeOfTheModel(String arguments) {
        bench.models.calls("note({\"line\": \"a\"})").says("Done.");
        JobRef job = bench.submit(AgentBench.agent(null, AgentDefinition.Limits.USUAL, "note"), Role.OPERATOR);
        bench.think(job, 1);
        bench.rows.askApproval(job, 1, 1);

        assertThatThrownBy(() -> bench.replaced.require(job, new CallPlace(1, 1), Json.parse(arguments)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.detail()).startsWith("note does not take them: "));
        String yes = bench.waits.keep(
                job, "tool_1_1", "bob", Json.parse("{\"approved\": true, \"arguments\": " + arguments + "}"));
        bench.rows.decide(job, 1, 1, yes);
        bench.use(job, 1, 1);

        assertThat(bench.notebook.lines()).isEmpty();
        assertThat(((ToolExecutionResultMessage) bench.said(job).get(3).message()).text())
                .startsWith("refused: ");
    }

    @Test
    void tellsTheModelWhatAToolRefusesAndLetsOutagesPass() {
        bench.models.calls("note({\"line\": \"a\"})", "note({\"line\": \"b\"})").says("Done.");
        JobRef job = bench.submit(SCRIBE, Role.OPERATOR);
        bench.think(job, 1);

        bench.notebook.fail(new Problem(ProblemType.UPSTREAM_FAILED, "the service answered 500"));
        assertThatThrownBy(() -> bench.use(job, 1, 1)).isInstanceOf(Problem.class);
        bench.tools.use(bench.runs.get(job), 1, 1, true, () -> {});
        bench.notebook.fail(Problem.notFound("page", "b"));
        bench.use(job, 1, 2);

        assertThat(bench.said(job).subList(3, 5)).allSatisfy(said -> {
            ToolExecutionResultMessage result = (ToolExecutionResultMessage) said.message();
            assertThat(result.isError()).isTrue();
            assertThat(result.text()).containsAnyOf("answered 500", "no page b");
        });
    }

    @Test
    void givesTheModelAnExcerptOfWhatIsTooLong() {
        String long_ = "x".repeat(30_000);
        ToolResult result = bench.results.readable(bench.submit(SCRIBE, Role.OPERATOR), long_);

        assertThat(result.text()).hasSizeLessThan(9_000).contains("the first 8000 of 30000 characters");
        assertThat(result.artifact()).isNotNull();
    }

    @Test
    void hearsWhatAUserSaysNext() {
        bench.models.says("Hello.").says("Goodbye.");
        JobRef job = bench.submit(SCRIBE, Role.OPERATOR);
        bench.think(job, 1);
        bench.rows.askTurn(job);

        String reply = bench.waits.keep(job, "user", "ann", Json.parse("{\"message\": \"Bye.\"}"));
        assertThat(bench.rows.hear(job, 1, reply)).isTrue();
        assertThat(bench.rows.hear(job, 1, null)).isFalse();
        bench.think(job, 2);

        assertThat(bench.models.asked().getLast().request().messages()).hasSize(4);
        assertThat(bench.said(job)).filteredOn(said -> "ann".equals(said.by())).hasSize(1);
    }

    @Test
    void refusesAnInputThatDoesNotFit() {
        AgentDefinition strict = new AgentDefinition(
                "strict",
                "",
                "",
                Json.parse("{\"type\": \"object\", \"required\": [\"lead\"]}"),
                null,
                "default",
                List.of(),
                java.util.Set.of(),
                java.util.Map.of(),
                AgentDefinition.Limits.USUAL);

        assertThatThrownBy(() -> bench.submit(strict, Role.OPERATOR)).isInstanceOf(Problem.class);
    }

    private static void assertLimit(Runnable run, String which) {
        assertThatThrownBy(run::run).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.LIMIT_REACHED);
            assertThat(problem.detail()).contains(which);
        });
    }
}
