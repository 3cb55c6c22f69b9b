package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.datasets.ColumnType;
import dev.millrace.security.ApiKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A hierarchical clustering of two customers, 30 and 50 years old. */
@ApiTest
class ClusterPredictionsTest {
    private final Workspace workspace;
    private final Http http;
    private final ModelVersions versions;
    private final ArtifactStore artifacts;
    private String model = "";

    @Autowired
    ClusterPredictionsTest(@LocalServerPort int port, ApiKeys keys, ModelVersions versions, ArtifactStore artifacts) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
        this.versions = versions;
        this.artifacts = artifacts;
    }

    @BeforeEach
    void register() {
        ModelInputs inputs = new ModelInputs(
                new InputSchema(List.of(InputField.of("age", ColumnType.INTEGER))),
                Preprocessing.unscaled(List.of(new NumericEncoding("age", 40, false))),
                null,
                List.of(),
                OutputKind.CLUSTER);
        TrainedModel clusters = new TrainedModel(
                "hierarchical", inputs, new KnownRows(new float[] {30, 50}, new int[] {0, 1}), Map.of(), Map.of());
        ArtifactHandle stored = artifacts.write(workspace.tenant(), out -> ModelFile.write(clusters, out));
        model = "/api/v1/models/"
                + versions.register(workspace.tenant(), Registered.version("segments", "clustering", stored))
                        .modelId();
    }

    @Test
    void answersWithTheClusterOfEachRow() {
        Http.Answer answer = predict(false, "{\"age\": 50}, {\"age\": 30}");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().at("/predictions/0/label").asString()).isEqualTo("1");
        assertThat(answer.body().at("/predictions/1/label").asString()).isEqualTo("0");
    }

    @Test
    void namesTheInstanceThatHasNoCluster() {
        Http.Answer refused = predict(false, "{\"age\": 50}, {\"age\": 40}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/instances/1");
        assertThat(refused.body().path("detail").asString()).contains("instance 1", "k_means");
    }

    @Test
    void refusesToExplainAndToExport() {
        Http.Answer explained = predict(true, "{\"age\": 50}");
        Http.Answer exported = http.get(model + "/versions/1/export?format=onnx");

        assertThat(explained.status()).isEqualTo(409);
        assertThat(explained.body().path("detail").asString()).contains("cannot be explained");
        assertThat(exported.status()).isEqualTo(409);
        assertThat(exported.body().path("detail").asString()).contains("cannot be exported to ONNX");
    }

    private Http.Answer predict(boolean explain, String instances) {
        return http.post(
                model + "/predict",
                "{\"version\": 1, \"explain\": " + explain + ", \"instances\": [" + instances + "]}");
    }
}
