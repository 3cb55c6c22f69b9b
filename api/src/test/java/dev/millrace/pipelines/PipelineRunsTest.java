package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Http.Answer;
import dev.millrace.Workspace;
import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.TestJobs;
import dev.millrace.security.ApiKeys;
import dev.millrace.tenancy.TestDatabase;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Runs of pipelines while no worker is there: what was recorded is shown, taken over and asked for all the same. */
@ApiTest
class PipelineRunsTest {
    private static final String RUNS = "/api/v1/ai/workflows/";
    private static final String DOCUMENT = """
            {"name": "ask", "steps": [{"id": "ok", "type": "approval", "with": {"prompt": "Go on?", "role": "admin"}},
             {"id": "rest", "type": "wait", "needs": ["ok"], "with": {"duration": "PT1S"}}]}""";

    private final Workspace workspace;
    private final Http http;
    private final ArtifactStore artifacts;
    private final TestJobs jobs = new TestJobs();

    @Autowired
    PipelineRunsTest(@LocalServerPort int port, ApiKeys keys, ArtifactStore artifacts) {
        this.workspace = Workspace.fresh(port, keys);
        this.http = workspace.http();
        this.artifacts = artifacts;
    }

    @Test
    void startsARunByTheWorkflowsName() {
        http.post("/api/v1/workflows", DOCUMENT);
        Answer run = http.post(
                "/api/v1/ai/workflows",
                "{\"workflow_type\": \"pipeline\", \"workflow\": \"ask\", \"customer_id\": \"c1\"}");
        assertThat(run.status()).as(run.response().body()).isEqualTo(202);
        assertThat(run.body().at("/input_data/customer_id").asString()).isEqualTo("c1");
        assertThat(http.get("/api/v1/ai/workflows?name=ask&created_after=2020-01-01T00:00:00Z")
                        .body()
                        .get("items")
                        .size())
                .isEqualTo(1);
        assertThat(http.get("/api/v1/ai/workflows?created_before=2020-01-01T00:00:00Z")
                        .body()
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void startsRunsOfOtherKindsAsTheirOwnEndpointsDo() {
        Answer unknown = http.post("/api/v1/ai/workflows", "{\"workflow_type\": \"dance\"}");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body().get("detail").asString())
                .contains("agent, automl, batch_prediction, hyperparameter_tuning, multi_agent, pipeline, training");
        Answer malformed =
                http.post("/api/v1/ai/workflows", "{\"workflow_type\": \"training\", \"input\": {\"mode\": 1}}");
        assertThat(malformed.body().at("/errors/0/pointer").asString()).isEqualTo("/input/mode");
        Answer training =
                http.post("/api/v1/ai/workflows", """
                {"workflow_type": "training", "priority": "high", "input": {"model_name": "churn",
                 "algorithm": "random_forest", "task": "classification",
                 "training_data": {"dataset_id": "%s", "target": "churned"}}}""".formatted(workspace.upload("customers", Workspace.CUSTOMERS)));
        assertThat(training.status()).as(training.response().body()).isEqualTo(202);
        assertThat(training.body().at("/input_data/priority").asString()).isEqualTo("high");
    }

    @Test
    void showsWhatARunWaitsForAndHoldsAnswersToIt() {
        JobRef run = run();
        jobs.activities.running(run);
        recorded(run, "ok", null, 1, "waiting");
        sql(
                "INSERT INTO pipeline_waits (tenant_id, job_id, step, kind, workflow_id, spec, opened_at, expires_at) VALUES ('"
                        + workspace.tenant() + "', '" + run.job() + "', 'ok', 'approval', 'w',"
                        + " '{\"prompt\": \"Go on?\", \"role\": \"admin\"}', now(), now() + interval '1 day')");
        Answer seen = http.get(RUNS + run.job());
        assertThat(seen.body().at("/execution_steps/0/waits_for/prompt").asString())
                .isEqualTo("Go on?");
        assertThat(seen.body().at("/execution_steps/0/waits_for/role").asString())
                .isEqualTo("admin");
        assertThat(answer(run, "{\"step\": \"ok\", \"input\": {\"approved\": true}}")
                        .status())
                .isEqualTo(403);
        assertThat(answer(run, "{\"step\": \"rest\", \"input\": {}}").status()).isEqualTo(409);
        assertThat(answer(run, "{\"step\": \"ok\"}").status()).isEqualTo(422);
        assertThat(answer(run, "{\"step\": \"ok\", \"input\": {}, \"x\": 1}").status())
                .isEqualTo(400);
    }

    @Test
    void saysThatNoWorkerTookTheAnswer() {
        JobRef run = run();
        jobs.activities.running(run);
        sql("INSERT INTO pipeline_waits (tenant_id, job_id, step, kind, workflow_id, spec, opened_at) VALUES ('"
                + workspace.tenant() + "', '" + run.job() + "', 'ok', 'event', 'w', '{\"event\": \"paid\"}', now())");
        Answer unheard = answer(run, "{\"step\": \"ok\", \"input\": {}}");
        assertThat(unheard.status()).isEqualTo(503);
        assertThat(unheard.header("Retry-After")).isNotEmpty();
        assertThat(http.post(RUNS + run.job() + "/signals/paid", "{\"amount\": 7}")
                        .status())
                .isEqualTo(503);
        assertThat(http.post(RUNS + run.job() + "/signals/paid", "[7]").status())
                .isEqualTo(422);
    }

    @Test
    void pagesThroughTheItemsOfAStep() {
        JobRef run = run();
        recorded(run, "each", null, 1, "completed");
        for (int item = 0; item < 3; item++) {
            recorded(run, "each[" + item + "]", "each", item, "completed");
        }
        assertThat(http.get(RUNS + run.job()).body().get("execution_steps").size())
                .isEqualTo(1);
        String path = RUNS + run.job() + "/steps?parent=each&limit=2";
        Answer first = http.get(path);
        assertThat(first.body().at("/items/1/id").asString()).isEqualTo("each[1]");
        Answer second =
                http.get(path + "&cursor=" + first.body().get("next_cursor").asString());
        assertThat(second.body().at("/items/0/id").asString()).isEqualTo("each[2]");
        assertThat(second.body().get("next_cursor").isNull()).isTrue();
    }

    @Test
    void streamsALargeOutput() {
        JobRef run = run();
        recorded(run, "ok", null, 1, "completed");
        String json = "{\"rows\": 3}";
        ArtifactHandle output = artifacts.put(workspace.tenant(), json.getBytes(StandardCharsets.UTF_8));
        sql("UPDATE job_steps SET output = NULL, output_sha256 = '" + output.sha256() + "', output_size = "
                + output.size() + " WHERE job_id = '" + run.job() + "'");
        assertThat(http.get(RUNS + run.job())
                        .body()
                        .at("/execution_steps/0/output_artifact/size")
                        .asInt())
                .isEqualTo(json.length());
        Answer streamed = http.get(RUNS + run.job() + "/steps/ok/output");
        assertThat(streamed.response().body()).isEqualTo(json);
        assertThat(http.get(RUNS + run.job() + "/steps/none/output").status()).isEqualTo(404);
    }

    @Test
    void forksAndRetries() {
        JobRef run = run();
        recorded(run, "ok", null, 1, "completed");
        Answer fork = http.post(
                RUNS + run.job() + "/fork", "{\"from_step\": \"rest\", \"changes\": {\"input\": {\"x\": 2}}}");
        assertThat(fork.status()).as(fork.response().body()).isEqualTo(202);
        assertThat(fork.body().at("/execution_steps/0/taken_from").asString())
                .isEqualTo(run.job().toString());
        assertThat(fork.body().at("/input_data/input/x").asInt()).isEqualTo(2);
        assertThat(http.post(RUNS + run.job() + "/fork", "{\"from_step\": \"nope\"}")
                        .status())
                .isEqualTo(422);
        assertThat(http.post(RUNS + run.job() + "/fork", "{}").status()).isEqualTo(422);
        assertThat(http.send("POST", RUNS + run.job() + "/retry", null).status())
                .isEqualTo(409);
        jobs.activities.running(run);
        jobs.activities.failed(run, new JobFailure("t", "t", "d"));
        Answer retry = http.send("POST", RUNS + run.job() + "/retry", null);
        assertThat(retry.header("Location"))
                .isEqualTo(RUNS + retry.body().get("id").asString());
    }

    private Answer answer(JobRef run, String body) {
        return http.send("PUT", RUNS + run.job() + "/continue", body);
    }

    private JobRef run() {
        Answer made = http.post("/api/v1/workflows", DOCUMENT);
        Answer run = http.send("POST", made.header("Location") + "/start", null);
        return new JobRef(workspace.tenant(), JobId.of(run.body().get("id").asString()));
    }

    private void recorded(JobRef run, String step, @Nullable String parent, int position, String status) {
        sql("INSERT INTO job_steps (tenant_id, job_id, step, parent, position, type, status, output) VALUES ('"
                + workspace.tenant() + "', '" + run.job() + "', '" + step + "', "
                + (parent == null ? "NULL" : "'" + parent + "'") + ", " + position + ", '"
                + (step.equals("ok") ? "approval" : "wait") + "', '" + status
                + "', '{\"of\": 1}')");
    }

    private void sql(String statement) {
        TestDatabase.get()
                .transactions()
                .run(workspace.tenant(), jdbc -> jdbc.sql(statement).update());
    }
}
