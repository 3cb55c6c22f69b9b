package dev.millrace.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.models.onnx.OnnxExport;
import dev.millrace.security.ApiKeys;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class UploadedModelsTest {
    private static final String XGBOOST = """
            {"learner":{"learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"1"},\
            "objective":{"name":"reg:squarederror"},"feature_names":["age"],"gradient_booster":{"name":"gbtree","model":{\
            "tree_info":[0],"trees":[{"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_indices":[0,0,0],\
            "split_conditions":[30,1,2],"default_left":[1,0,0],"sum_hessian":[4,1,3]}]}}}}""";
    private static final String AGE = "{\"fields\": [{\"name\": \"age\", \"type\": \"integer\"}]}";

    private final Workspace workspace;
    private final Http http;
    private final ModelVersions versions;
    private final ArtifactStore artifacts;
    private final ModelCache cache;

    @Autowired
    UploadedModelsTest(
            @LocalServerPort int port,
            ApiKeys keys,
            ModelVersions versions,
            ArtifactStore artifacts,
            ModelCache cache) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
        this.versions = versions;
        this.artifacts = artifacts;
        this.cache = cache;
    }

    @Test
    void servesAnXgboostModelAndExplainsIt() {
        Http.Answer created = upload(about("trees", "regression", AGE, ""), XGBOOST.getBytes(UTF_8));
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        assertThat(created.body().path("framework").asString()).isEqualTo("xgboost");
        assertThat(created.body().path("description").asString()).isEqualTo("from elsewhere");
        String model = created.header("Location");
        assertThat(http.post(model + "/deploy", "{\"version\": 1}").status()).isEqualTo(202);

        Http.Answer answer = http.post(model + "/predict", "{\"instances\": [{\"age\": 40}], \"explain\": true}");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.body().at("/predictions/0/value").asDouble()).isEqualTo(2.5);
        assertThat(answer.body().at("/predictions/0/explanation/base_value").asDouble())
                .isCloseTo(2.25, within(1e-6));
        assertThat(answer.body()
                        .at("/predictions/0/explanation/contributions/0/contribution")
                        .asDouble())
                .isCloseTo(0.25, within(1e-6));
        assertThat(http.get(model + "/versions/1").body().at("/lineage/job_id").isNull())
                .isTrue();
    }

    @Test
    void servesAnExportedModelAsItDidBefore() {
        ModelVersion version = RegisteredModel.register(versions, artifacts, workspace.tenant(), 30);
        String trained = "/api/v1/models/" + version.modelId();
        assertThat(http.get(trained + "/versions/1/export?format=onnx").status())
                .isEqualTo(200);
        assertThat(http.get(trained + "/versions/1/export?format=pmml").status())
                .isEqualTo(422);
        assertThat(http.get(trained + "/versions/9/export").status()).isEqualTo(404);
        byte[] file = OnnxExport.write(cache.get(workspace.tenant(), version.artifact()), "churn");
        String schema =
                "{\"fields\": [{\"name\": \"age\", \"type\": \"integer\"}, {\"name\": \"plan\", \"type\": \"string\"}]}";

        Http.Answer created = upload(about("edge", "classification", schema, ", \"classes\": [\"no\", \"yes\"]"), file);

        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        String rows =
                "{\"instances\": [{\"age\": 31, \"plan\": \"pro\"}, {\"age\": null, \"plan\": null}], \"version\": 1}";
        Http.Answer before = http.post(trained + "/predict", rows);
        Http.Answer after = http.post(created.header("Location") + "/predict", rows);
        assertThat(after.status()).as(after.response().body()).isEqualTo(200);
        for (int row = 0; row < 2; row++) {
            String yes = "/predictions/" + row + "/probabilities/yes";
            assertThat(after.body().at(yes).asDouble())
                    .isCloseTo(before.body().at(yes).asDouble(), within(1e-6));
        }
        assertThat(http.post(
                                created.header("Location") + "/predict",
                                rows.replace("\"version\"", "\"explain\": true, \"version\""))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void refusesWhatIsNoModelAndKeepsNothing() {
        String good = about("bad", "regression", AGE, "");
        assertRefused(upload(good, Arrays.copyOf(XGBOOST.getBytes(UTF_8), 200)), 422, "cut short");
        assertRefused(upload(good, new byte[] {8, 7, 6, 5}), 422, "no ONNX model");
        assertRefused(upload(good, new byte[0]), 422, "the part artifact is required");
        assertRefused(
                upload(about("bad", "clustering", AGE, ""), XGBOOST.getBytes(UTF_8)),
                422,
                "classification or regression");
        assertRefused(
                upload(about("bad", "regression", AGE, ", \"framework\": \"onnx\""), XGBOOST.getBytes(UTF_8)),
                422,
                "framework");
        assertRefused(
                upload(about("bad", "classification", AGE, ", \"classes\": [\"a\", \"b\"]"), XGBOOST.getBytes(UTF_8)),
                422,
                "1 number");
        assertRefused(
                upload(about("bad", "regression", "{\"fields\": []}", ""), XGBOOST.getBytes(UTF_8)),
                422,
                "input_schema");
        assertRefused(upload("{\"name\": \"x\", \"pickle\": 1}", XGBOOST.getBytes(UTF_8)), 400, "metadata");
        assertThat(workspace.count("SELECT count(*) FROM models")).isZero();
        assertThat(workspace.count("SELECT count(*) FROM artifact_refs")).isZero();
    }

    private static void assertRefused(Http.Answer answer, int status, String detail) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.body().path("detail").asString()).contains(detail);
    }

    private static String about(String name, String type, String schema, String more) {
        return "{\"name\": \"%s\", \"description\": \"from elsewhere\", \"type\": \"%s\", \"input_schema\": %s%s}"
                .formatted(name, type, schema, more);
    }

    private Http.Answer upload(String metadata, byte[] artifact) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("--b\r\nContent-Disposition: form-data; name=\"metadata\"\r\n\r\n%s\r\n"
                .formatted(metadata)
                .getBytes(UTF_8));
        body.writeBytes(
                "--b\r\nContent-Disposition: form-data; name=\"artifact\"; filename=\"m\"\r\n\r\n".getBytes(UTF_8));
        body.writeBytes(artifact);
        body.writeBytes("\r\n--b--\r\n".getBytes(UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + http.port() + "/api/v1/models"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        if (http.key() != null) {
            request.header("X-API-Key", http.key());
        }
        return Http.send(request.build());
    }
}
