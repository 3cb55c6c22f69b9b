package dev.millrace.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.models.ModelVersions;
import dev.millrace.models.RegisteredModel;
import dev.millrace.security.ApiKeys;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class BatchesTest {
    private static final String BATCH = "/api/v1/predictions/batch";

    private final Workspace workspace;
    private final Http http;
    private final ModelVersions versions;
    private final ArtifactStore artifacts;
    private String model = "";
    private String dataset = "";

    @Autowired
    BatchesTest(@LocalServerPort int port, ApiKeys keys, ModelVersions versions, ArtifactStore artifacts) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
        this.versions = versions;
        this.artifacts = artifacts;
    }

    @BeforeEach
    void prepare() {
        model = RegisteredModel.register(versions, artifacts, workspace.tenant(), 30)
                .modelId()
                .toString();
        dataset = workspace.upload("customers", Workspace.CUSTOMERS);
    }

    @Test
    void fixesTheVersionThatIsDeployedWhenItIsAccepted() {
        assertThat(http.post(BATCH, request()).status()).isEqualTo(409);
        deploy(1);
        Http.Answer accepted = http.post(BATCH, request(), "Idempotency-Key", "once");
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().path("version").asInt()).isEqualTo(1);
        assertThat(accepted.body().path("total_items").asInt()).isEqualTo(40);
        RegisteredModel.register(versions, artifacts, workspace.tenant(), 50);
        deploy(2);
        assertThat(http.post(BATCH, request(), "Idempotency-Key", "once").body())
                .isEqualTo(accepted.body());
        String self = accepted.header("Location");
        assertThat(http.get(self).body()).isEqualTo(accepted.body());
        assertThat(http.get("/api/v1/predictions?model_id=" + model)
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(http.send("DELETE", "/api/v1/models/" + model, null).status())
                .isEqualTo(409);
    }

    @Test
    void offersResultsOnlyOnceItIsCompleted() {
        String self = http.post(BATCH, request(", \"version\": 1")).header("Location");
        assertThat(http.get(self + "/results?format=csv").status()).isEqualTo(409);
        assertThat(http.get(self + "/results?format=parquet").status()).isEqualTo(409);
        assertThat(http.get(self + "/results?format=xml").status()).isEqualTo(400);
        assertThat(http.get(self + "/failures").body().path("items").size()).isZero();
    }

    @Test
    void cancelsAnOpenBatchAndDeletesAnEndedOne() {
        String self = http.post(BATCH, request(", \"version\": 1")).header("Location");
        Http.Answer cancelled = http.send("DELETE", self, null);
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.body().path("status").asString()).isEqualTo("cancelled");
        assertThat(http.send("DELETE", self, null).status()).isEqualTo(204);
        assertThat(http.get(self).status()).isEqualTo(404);
        assertThat(workspace.count("SELECT count(*) FROM job_models")).isZero();
    }

    @Test
    void takesInstancesWithinBounds() {
        String instance = "{\"age\": null, \"plan\": \"pro\"}";
        Http.Answer accepted = http.post(BATCH, inline(instance));
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().path("total_items").asInt()).isEqualTo(1);
        Http.Answer refused = http.post(BATCH, inline(String.join(",", Collections.nCopies(10_001, instance))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("detail").asString()).contains("10,000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ", \"version\": 7                                 | 422 | /version          | 1 to 1",
                ", \"version\": 1, \"chunk_size\": 0              | 422 | /chunk_size       | 1 to 100000",
                ", \"version\": 1, \"max_failed_items\": -1       | 422 | /max_failed_items | 0 or more",
                ", \"version\": 1, \"output_format\": \"xml\"     | 422 | /output_format    | csv, jsonl, parquet",
                ", \"version\": 1, \"explain\": 1                 | 400 | /explain          | true or false",
                ", \"version\": 1, \"priority\": 1                | 400 | /priority         | normal",
                ", \"version\": 1, \"rows\": 1                    | 400 | /rows             | chunk_size",
            })
    void refusesWhatCannotBePredictedAndLeavesNothingBehind(String part, int status, String pointer, String allowed) {
        Http.Answer refused = http.post(BATCH, request(part));
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(status);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(refused.body().path("detail").asString()).contains(allowed);
        assertThat(workspace.jobs()).isZero();
    }

    @Test
    void refusesADatasetWithoutTheModelsColumns() {
        String other = workspace.upload("other", "age,x\n1,2\n3,4\n");
        Http.Answer refused = http.post(BATCH, request(", \"version\": 1").replace(dataset, other));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("detail").asString()).contains("plan");
        assertThat(workspace.jobs()).isZero();
    }

    private void deploy(int version) {
        assertThat(http.post("/api/v1/models/" + model + "/deploy", "{\"version\": " + version + "}")
                        .status())
                .isEqualTo(202);
    }

    private String request() {
        return request("");
    }

    private String request(String part) {
        return "{\"model_id\": \"%s\", \"data\": {\"dataset_id\": \"%s\"}%s}".formatted(model, dataset, part);
    }

    private String inline(String instances) {
        return "{\"model_id\": \"%s\", \"version\": 1, \"data\": {\"instances\": [%s]}}".formatted(model, instances);
    }
}
