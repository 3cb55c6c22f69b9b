package dev.millrace.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.jobs.JobId;
import dev.millrace.models.ModelId;
import dev.millrace.models.ModelVersions;
import dev.millrace.models.RegisteredModel;
import dev.millrace.models.Rollouts;
import dev.millrace.security.ApiKeys;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiTest
class ReleasesTest {
    private static final String INSTANCE = "{\"age\": 40, \"plan\": \"pro\"}";
    private static final String CANARY =
            "{\"version\": 2, \"strategy\": \"canary\", \"canary\": {\"guard\": {\"metric\": \"error_rate\", \"at_most\": 0.1}}}";

    private final Workspace workspace;
    private final Http http;
    private final Rollouts rollouts;
    private final ModelId id;
    private final String model;

    @Autowired
    ReleasesTest(
            @LocalServerPort int port,
            ApiKeys keys,
            ModelVersions versions,
            ArtifactStore artifacts,
            Rollouts rollouts) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
        this.rollouts = rollouts;
        RegisteredModel.register(versions, artifacts, workspace.tenant(), 30);
        id = RegisteredModel.register(versions, artifacts, workspace.tenant(), 50)
                .modelId();
        model = "/api/v1/models/" + id;
    }

    @BeforeEach
    void deployTheFirst() {
        http.post(model + "/deploy", "{\"version\": 1}");
    }

    @Test
    void acceptsOneRolloutAndShowsItInTheHistory() {
        Http.Answer accepted = http.post(model + "/deploy", CANARY, "Idempotency-Key", "k");
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        String job = accepted.body().path("job_id").asString();
        assertThat(accepted.header("Location")).isEqualTo("/api/v1/ai/workflows/" + job);
        assertThat(http.get("/api/v1/ai/workflows/" + job)
                        .body()
                        .path("workflow_type")
                        .asString())
                .isEqualTo("rollout");
        assertThat(http.post(model + "/deploy", CANARY, "Idempotency-Key", "k")
                        .body()
                        .path("job_id")
                        .asString())
                .isEqualTo(job);
        Http.Answer second = http.post(model + "/deploy", CANARY);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("detail").asString()).contains(job);
        JsonNode entry = http.get(model + "/deployments").body().at("/items/0");
        assertThat(entry.path("state").asString()).isEqualTo("rolling_out");
        assertThat(entry.path("strategy").asString()).isEqualTo("canary");
        assertThat(entry.path("traffic").asDouble()).isZero();
        assertThat(http.get(model).body().path("version").asInt()).isEqualTo(1);
    }

    @Test
    void keepsCallersOfAKeyOnOneSideAndEndsWithARollback() {
        String job = http.post(model + "/deploy", CANARY).body().path("job_id").asString();
        rollouts.shift(workspace.tenant(), id, JobId.of(job), 0, 0.5, false);
        int first = version("\"customer 1\"");
        for (int i = 0; i < 10; i++) {
            assertThat(version("\"customer 1\"")).isEqualTo(first);
        }
        assertThat(IntStream.range(0, 60).map(i -> version("null"))).contains(1, 2);
        assertThat(http.get(model + "/deployments").body().findValuesAsString("traffic"))
                .containsExactly("0.5", "0.5");

        JsonNode back = http.post(model + "/rollback", "").body();
        assertThat(back.path("state").asString()).isEqualTo("rolled_back");
        assertThat(back.path("detail").asString()).startsWith("rolled back by");
        assertThat(http.get("/api/v1/ai/workflows/" + job).body().path("status").asString())
                .isEqualTo("cancelled");
        assertThat(version("null")).isEqualTo(1);
    }

    @Test
    void keepsFeedbackOnWhatItHasAnswered() {
        String prediction = http.post(model + "/predict", "{\"instances\": [" + INSTANCE + "]}")
                .body()
                .at("/predictions/0/id")
                .asString();
        assertThat(feedback(prediction, "\"no\"").body().path("accepted").asInt())
                .isEqualTo(1);
        assertThat(feedback(prediction, "\"no\"").status()).isEqualTo(200);
        assertThat(feedback(prediction, "\"yes\"").status()).isEqualTo(409);
        assertThat(feedback(prediction, "{}").status()).isEqualTo(422);
        assertThat(feedback("01890000-0000-7000-8000-000000000001", "\"no\"").status())
                .isEqualTo(404);
        assertThat(http.post(model + "/feedback", "{}").status()).isEqualTo(422);
        assertThat(http.post(
                                model + "/feedback",
                                "{\"feedback\": [{\"prediction_id\": \"" + prediction
                                        + "\", \"label\": \"no\"}, null]}")
                        .body()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/feedback/1/prediction_id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"version\": 1, \"strategy\": \"canary\"}                                     | 409 |",
                "{\"version\": 3, \"strategy\": \"canary\"}                                     | 422 | /version",
                "{\"version\": 2, \"strategy\": \"canary\", \"canary\": {\"steps\": [50, 5]}}   | 422 | /canary/steps",
                "{\"version\": 2, \"strategy\": \"canary\", \"canary\": {\"steps\": [0]}}       | 422 | /canary/steps",
                "{\"version\": 2, \"strategy\": \"canary\", \"canary\": {\"hold\": \"PT-1S\"}}  | 422 | /canary/hold",
                "{\"version\": 2, \"strategy\": \"canary\", \"canary\": {\"guard\": {}}}        | 422 | /canary/guard/metric",
                "{\"version\": 2, \"strategy\": \"canary\", \"canary\": {\"guard\": {\"metric\": \"rmse\", \"at_most\": 1}}} | 422 | /canary/guard/metric",
                "{\"version\": 2, \"strategy\": \"shadow\", \"canary\": {}}                     | 422 | /canary",
                "{\"version\": 2, \"strategy\": \"ab\", \"ab\": {\"metric\": \"f1\"}}           | 422 | /ab/metric",
            })
    void refusesWhatCannotBeRolledOut(String body, int status, String pointer) {
        Http.Answer refused = http.post(model + "/deploy", body);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(status);
        if (pointer != null) {
            assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        }
        assertThat(http.get(model + "/deployments").body().path("items").size()).isEqualTo(1);
    }

    private int version(String key) {
        return http.post(model + "/predict", "{\"instances\": [" + INSTANCE + "], \"sticky_key\": " + key + "}")
                .body()
                .path("version")
                .asInt();
    }

    private Http.Answer feedback(String prediction, String label) {
        return http.post(model + "/feedback", "{\"prediction_id\": \"" + prediction + "\", \"label\": " + label + "}");
    }
}
