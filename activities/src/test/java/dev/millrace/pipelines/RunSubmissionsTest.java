package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStep;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TestDatabase;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.JsonNode;

class RunSubmissionsTest {
    private static final String SHA256 = "a".repeat(64);

    private final Stores stores = new Stores();
    private final Definition definition = stores.create("graph", "a", "b<a", "c<b", "side", "late<side");

    @Test
    void keepsItsOwnCopyOfTheDocumentAndItsVersion() {
        JobRef run = stores.start(definition);
        stores.definitions.update(
                stores.tenant, definition.id(), Steps.document("graph", "only"), "tester", before -> {});
        PipelineRun kept = stores.runs.get(run);
        assertThat(kept.version()).isEqualTo(1);
        assertThat(kept.steps()).isEqualTo(5);
        assertThat(kept.document().path("steps").size()).isEqualTo(5);
        Job job = stores.jobs.jobs.get(stores.tenant, run.job());
        assertThat(job.name()).isEqualTo("graph");
        assertThat(job.request().path("workflow_id").asString())
                .isEqualTo(definition.id().toString());
    }

    @Test
    void answersTheSameKeyWithTheFirstRunThoughTheWorkflowHasChanged() {
        Job first = stores.start(definition, "key");
        stores.definitions.update(
                stores.tenant, definition.id(), Steps.document("renamed", "only"), "tester", before -> {});
        assertThat(stores.start(definition, "key").ref()).isEqualTo(first.ref());
        RunRequest other = new RunRequest(definition.id(), null, Json.parse("{\"x\": 1}"), null);
        assertProblem(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                () -> stores.submissions.start(stores.tenant, other, Stores.options("key")));
    }

    @Test
    void takesOverWhatDoesNotDependOnTheForkedStep() {
        JobRef run = completed();
        stores.recorded(run, "side[0]", "side", "completed");
        stores.recorded(run, "side[1].in", "side", "failed");
        stores.recorded(run, "b[0]", "b", "completed");
        stores.sql(
                "INSERT INTO pipeline_items (tenant_id, job_id, step, item, value) SELECT tenant_id, id, 'side', 0, '1'"
                        + " FROM jobs WHERE id = '" + run.job() + "'");
        Job fork = fork(run, new Fork("b", null, null));
        assertThat(taken(fork)).isEqualTo("a late side side[0] side[1].in");
        assertThat(stores.text("SELECT step FROM pipeline_items WHERE job_id = '"
                        + fork.ref().job() + "'"))
                .isEqualTo("side");
        JobStep step = stores.jobs.steps.list(fork.ref()).getFirst();
        assertThat(step.attempts()).isEqualTo(3);
        assertThat(step.takenFrom()).isEqualTo(run.job());
        assertThat(step.output()).isEqualTo(Json.parse("{\"of\": \"" + step.id() + "\"}"));
        PipelineRun kept = stores.runs.get(fork.ref());
        assertThat(kept.forkedFrom()).isEqualTo(run.job());
        assertThat(kept.fromStep()).isEqualTo("b");
    }

    @Test
    void startsTheForkWithTheStepsThatAreDone() {
        Job fork = fork(completed(), new Fork("b", null, null));
        var factory = new StaticListableBeanFactory(Map.of("documents", Steps.DOCUMENTS));
        var type = new PipelineJobType(
                JobKind.PIPELINE,
                stores.transactions,
                factory.getBeanProvider(dev.millrace.pipelines.document.Documents.class));
        PipelineRequest request = (PipelineRequest) type.argument(fork);
        assertThat(request.done())
                .isEqualTo(Map.of("a", StepState.COMPLETED, "side", StepState.COMPLETED, "late", StepState.SKIPPED));
        assertThat(request.steps()).extracting(StepPlan::id).containsExactly("a", "b", "c", "side", "late");
    }

    @Test
    void holdsOnToTheLargeOutputsThatItTookOver() {
        JobRef run = completed();
        stores.sql("UPDATE job_steps SET output = NULL, output_sha256 = '" + SHA256
                + "', output_size = 9 WHERE step = 'a'");
        Job fork = fork(run, new Fork("b", null, null));
        assertThat(stores.text("SELECT owner || ' ' || sha256 FROM artifact_refs"))
                .isEqualTo("step-output:" + fork.ref().job() + " " + SHA256);
    }

    @Test
    void takesOverNothingOfAStepThatIsOfAnotherTypeNow() {
        JsonNode changed = Json.parse("""
                {"name": "graph", "steps": [{"id": "a", "type": "other"}, {"id": "b", "type": "pure", "needs": ["a"]},
                 {"id": "side", "type": "pure"}, {"id": "fresh", "type": "pure"}]}""");
        Job fork = fork(completed(), new Fork("fresh", Json.parse("{\"x\": 1}"), changed));
        assertThat(taken(fork)).isEqualTo("side");
        assertThat(stores.runs.get(fork.ref()).input()).isEqualTo(Json.parse("{\"x\": 1}"));
    }

    @Test
    void neverTakesOverWhatWasUndone() {
        JobRef run = completed();
        stores.sql("UPDATE job_steps SET status = 'compensated' WHERE step = 'a'");
        stores.recorded(run, "side.inner", "side", "compensated");
        stores.fail(run);
        assertThat(taken(stores.submissions.retry(stores.tenant, run.job(), Stores.options(null))))
                .isEmpty();
    }

    @Test
    void retriesFromWhereItFailed() {
        JobRef run = stores.start(definition);
        stores.recorded(run, "a", null, "completed");
        stores.recorded(run, "b", null, "failed");
        stores.recorded(run, "c", null, "not_run");
        stores.recorded(run, "side", null, "completed");
        assertProblem(
                ProblemType.CONFLICT, () -> stores.submissions.retry(stores.tenant, run.job(), Stores.options(null)));
        stores.fail(run);
        Job retry = stores.submissions.retry(stores.tenant, run.job(), Stores.options("again"));
        assertThat(taken(retry)).isEqualTo("a side");
        assertThat(stores.submissions
                        .retry(stores.tenant, run.job(), Stores.options("again"))
                        .ref())
                .isEqualTo(retry.ref());
    }

    @Test
    void namesTheStepsThatAForkCanBeginAt() {
        JobRef run = completed();
        assertThatThrownBy(() -> fork(run, new Fork("x", null, null)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("a, b, c, side, late");
    }

    @Test
    void tellsWhereAChangedDocumentIsWrong() {
        JobRef run = completed();
        assertThatThrownBy(() -> fork(run, new Fork("a", null, Json.parse("{\"name\": \"graph\", \"steps\": []}"))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.violations().getFirst().pointer())
                                .startsWith("/changes/document/"));
    }

    @Test
    void hidesAnotherTenantsRun() {
        JobRef run = completed();
        assertProblem(
                ProblemType.NOT_FOUND,
                () -> stores.submissions.fork(
                        TestDatabase.get().workspace(), run.job(), new Fork("a", null, null), Stores.options(null)));
    }

    @Test
    void listsTheRunsOfAWorkflowNewestFirst() {
        List<JobRef> made = List.of(stores.start(definition), stores.start(definition));
        stores.start(stores.create("other", "a"));
        assertThat(stores.runs.list(stores.tenant, definition.id(), null, null, 10))
                .extracting(Job::ref)
                .containsExactly(made.get(1), made.get(0));
        assertThat(stores.runs.open(stores.tenant, definition.id()))
                .containsExactly(made.get(0).job(), made.get(1).job());
    }

    @Test
    void holdsTheInputToItsSchema() {
        Definition strict = stores.definitions.create(stores.tenant, Steps.written("""
                name: strict
                input_schema:
                  type: object
                  required: [region]
                  properties: {region: {type: string}, limit: {type: integer, default: 7}}
                steps: [{id: a, type: pure}]
                """), "tester");
        RunRequest right = new RunRequest(strict.id(), null, Json.parse("{\"region\": \"eu\"}"), null);
        Job run = stores.submissions.start(stores.tenant, right, Stores.options(null));
        assertThat(stores.runs.get(run.ref()).input()).isEqualTo(Json.parse("{\"region\": \"eu\", \"limit\": 7}"));
        assertThatThrownBy(() -> stores.start(strict))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("region");
    }

    /** Run through but for {@code c}. */
    private JobRef completed() {
        JobRef run = stores.start(definition);
        for (String step : List.of("a", "b", "side")) {
            stores.recorded(run, step, null, "completed");
        }
        stores.recorded(run, "late", null, "skipped");
        return run;
    }

    private Job fork(JobRef run, Fork fork) {
        return stores.submissions.fork(stores.tenant, run.job(), fork, Stores.options(null));
    }

    private String taken(Job job) {
        return stores.text("SELECT step FROM job_steps WHERE job_id = '"
                + job.ref().job() + "' AND taken_from IS NOT NULL ORDER BY step COLLATE \"C\"");
    }

    private static void assertProblem(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
