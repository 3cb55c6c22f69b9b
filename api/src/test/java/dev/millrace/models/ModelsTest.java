package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.security.ApiKeys;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiTest
class ModelsTest {
    private final Workspace workspace;
    private final Http http;
    private final ModelVersions versions;
    private final ArtifactStore artifacts;
    private String model = "";

    @Autowired
    ModelsTest(@LocalServerPort int port, ApiKeys keys, ModelVersions versions, ArtifactStore artifacts) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
        this.versions = versions;
        this.artifacts = artifacts;
    }

    @BeforeEach
    void registerTwoVersions() {
        RegisteredModel.register(versions, artifacts, workspace.tenant(), 30);
        model = "/api/v1/models/"
                + RegisteredModel.register(versions, artifacts, workspace.tenant(), 50)
                        .modelId();
    }

    @Test
    void showsTheModelAndWhereItComesFrom() {
        JsonNode shown = http.get(model).body();
        assertThat(shown.path("status").asString()).isEqualTo("ready");
        assertThat(shown.path("type").asString()).isEqualTo("classification");
        assertThat(shown.path("version").asInt()).isEqualTo(2);
        assertThat(shown.path("accuracy").asDouble()).isEqualTo(0.9);
        assertThat(shown.at("/input_schema/fields/1/categories/0").asString()).isEqualTo("basic");
        assertThat(shown.path("deployment_url").isNull()).isTrue();
        assertThat(http.get("/api/v1/models?name=churn&status=ready").body().at("/items/0"))
                .isEqualTo(shown);
        JsonNode version = http.get(model + "/versions/1").body();
        assertThat(version.at("/lineage/dataset_sha256").asString()).hasSize(64);
        assertThat(version.at("/lineage/seed").asInt()).isEqualTo(42);
        assertThat(http.get(model + "/versions").body().findValuesAsString("sha256"))
                .hasSize(2);
        assertThat(http.get(model + "/versions/3").status()).isEqualTo(404);
    }

    @Test
    void pagesThroughVersionsAndDeployments() {
        deploy(1);
        deploy(2);
        for (String list : new String[] {"/versions", "/deployments"}) {
            JsonNode first = http.get(model + list + "?limit=1").body();
            assertThat(first.at("/items/0/version").asInt()).isEqualTo(2);
            JsonNode second = http.get(model + list + "?limit=1&cursor="
                            + first.path("next_cursor").asString())
                    .body();
            assertThat(second.at("/items/0/version").asInt()).isEqualTo(1);
            assertThat(second.path("next_cursor").isNull()).isTrue();
        }
    }

    @Test
    void changesOnlyWhatTheCallerHasSeen() {
        String tag = http.get(model).header("ETag");
        assertThat(http.get(model, "If-None-Match", tag).status()).isEqualTo(304);
        Http.Answer changed = put("", "{\"description\": \"Who leaves\", \"tags\": {\"team\": \"eu\"}}", tag);
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().path("description").asString()).isEqualTo("Who leaves");
        assertThat(put("", "{}", tag).status()).isEqualTo(412);
        assertThat(http.get(model, "If-None-Match", tag).status()).isEqualTo(200);
        assertThat(put("/aliases/champion", "{\"version\": 1}", changed.header("ETag"))
                        .body()
                        .at("/aliases/champion")
                        .asInt())
                .isEqualTo(1);
        assertThat(put("/aliases/champion", "{\"version\": 9}", "*").status()).isEqualTo(422);
        assertThat(put("/aliases/latest", "{\"version\": 1}", "*").status()).isEqualTo(422);
        assertThat(http.send("DELETE", model + "/aliases/champion", null).status())
                .isEqualTo(204);
        assertThat(http.send("DELETE", model + "/aliases/champion", null).status())
                .isEqualTo(404);
    }

    @Test
    void servesTheDeployedVersionAtOnceAndGoesBack() {
        assertThat(predict("{\"age\": 40, \"plan\": \"pro\"}").status()).isEqualTo(409);
        deploy(1);
        assertThat(label()).isEqualTo("yes");
        deploy(2);
        assertThat(label()).isEqualTo("no");
        assertThat(http.get(model).body().path("deployment_url").asString()).isEqualTo(model + "/predict");
        assertThat(http.post(model + "/rollback", "", "Idempotency-Key", "back").status())
                .isEqualTo(202);
        assertThat(http.post(model + "/rollback", "", "Idempotency-Key", "back").status())
                .isEqualTo(202);
        assertThat(label()).isEqualTo("yes");
        assertThat(http.post(model + "/rollback", "").status()).isEqualTo(409);
        assertThat(http.get(model + "/deployments").body().at("/items/0/reason").asString())
                .isEqualTo("rollback");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                           | 422 | /version  | version",
                "{\"version\": 3}                             | 422 | /version  | 1 to 2",
                "{\"version\": 1, \"strategy\": \"gently\"}   | 422 | /strategy | canary",
                "{\"version\": 1, \"canary\": {}}             | 422 | /canary   | strategy",
                "{\"version\": \"one\"}                       | 400 | /version  | integer",
            })
    void refusesWhatCannotBeDeployed(String body, int status, String pointer, String allowed) {
        assertRefused(http.post(model + "/deploy", body), status, pointer, allowed);
        assertThat(http.get(model + "/deployments").body().path("items").size()).isZero();
    }

    @Test
    void predictsWithProbabilitiesByLabel() {
        JsonNode answer = http.post(
                        model + "/predict",
                        "{\"instances\": [{\"age\": 31, \"plan\": \"pro\"}, {\"age\": null, \"plan\": \"new\"}], \"version\": 1}")
                .body();
        assertThat(answer.path("version").asInt()).isEqualTo(1);
        assertThat(answer.path("latency_ms").asDouble()).isPositive();
        JsonNode first = answer.at("/predictions/0");
        assertThat(first.path("id").asString()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7.*");
        assertThat(first.path("label").asString()).isEqualTo("yes");
        assertThat(first.at("/probabilities/yes").asDouble()).isEqualTo(1 / (1 + Math.exp(-1)));
        assertThat(first.path("score")).isEqualTo(first.at("/probabilities/yes"));
        assertThat(answer.at("/predictions/1/probabilities/no").asDouble()).isEqualTo(0.5);
    }

    @Test
    void explainsWhatEachColumnContributes() {
        JsonNode prediction = http.post(
                        model + "/predict",
                        "{\"instances\": [{\"age\": 31, \"plan\": \"pro\"}], \"version\": 1, \"explain\": true}")
                .body()
                .at("/predictions/0");
        JsonNode explanation = prediction.path("explanation");
        assertThat(explanation.path("output_space").asString()).isEqualTo("margin");
        assertThat(explanation.path("class").asString()).isEqualTo("yes");
        assertThat(explanation.at("/contributions/0/feature").asString()).isEqualTo("age");
        assertThat(explanation.at("/contributions/0/value").asInt()).isEqualTo(31);
        assertThat(explanation.at("/contributions/1/value").asString()).isEqualTo("pro");
        double margin = explanation.path("base_value").asDouble()
                + explanation.at("/contributions/0/contribution").asDouble()
                + explanation.at("/contributions/1/contribution").asDouble();
        assertThat(1 / (1 + Math.exp(-margin)))
                .isCloseTo(prediction.at("/probabilities/yes").asDouble(), within(1e-6));
    }

    @Test
    void explainsAtMostAHundredInstancesAtOnce() {
        String instances = String.join(",", Collections.nCopies(101, "{\"age\": 31, \"plan\": \"pro\"}"));
        assertRefused(
                http.post(
                        model + "/predict", "{\"version\": 1, \"explain\": true, \"instances\": [" + instances + "]}"),
                422,
                "/instances",
                "100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"age\": \"old\", \"plan\": \"pro\"}]              | 422 | /instances/0/age  | age",
                "[{\"age\": 1, \"plan\": \"pro\"}, {\"plan\": \"pro\"}] | 422 | /instances/1/age  | null",
                "[{\"age\": 1, \"plan\": \"pro\", \"pet\": 1}]        | 422 | /instances/0/pet  | field",
                "[{\"age\": 1, \"plan\": {\"a\": 1}}]                 | 422 | /instances/0/plan | plan",
                "[]                                                   | 422 | /instances        | 10,000",
                "[[1, 2]]                                             | 400 | /instances/0      | object",
                "[null]                                               | 422 | /instances/0      | object",
                "[{\"age\": 1, \"plan\": \"a\"}], \"explain\": 2      | 400 | /explain          | true or false",
                "[{\"age\": 1, \"plan\": \"a\"}], \"version\": 7      | 422 | /version          | 1 to 2",
                "[{\"age\": 1, \"plan\": \"a\"}], \"alias\": \"best\" | 422 | /alias            | none",
                "[{\"age\": 1, \"plan\": \"a\"}], \"rows\": 1         | 400 | /rows             | instances",
            })
    void refusesInstancesThatDoNotFit(String instances, int status, String pointer, String allowed) {
        deploy(1);
        assertRefused(http.post(model + "/predict", "{\"instances\": " + instances + "}"), status, pointer, allowed);
    }

    @Test
    void deletesADeployedModelOnceItIsDeprecated() {
        deploy(1);
        assertThat(http.send("DELETE", model, null).status()).isEqualTo(409);
        assertThat(put("", "{\"status\": \"deprecated\"}", "*")
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("deprecated");
        assertThat(http.post(model + "/deploy", "{\"version\": 2}").status()).isEqualTo(409);
        assertThat(put("", "{\"status\": \"deployed\"}", "*").status()).isEqualTo(422);
        assertThat(http.send("DELETE", model, null).status()).isEqualTo(204);
        assertThat(http.get(model).status()).isEqualTo(404);
    }

    private void deploy(int version) {
        Http.Answer answer = http.post(model + "/deploy", "{\"version\": " + version + "}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    }

    private String label() {
        return predict("{\"age\": 40, \"plan\": \"pro\"}")
                .body()
                .at("/predictions/0/label")
                .asString();
    }

    private Http.Answer predict(String instance) {
        return http.post(model + "/predict", "{\"instances\": [" + instance + "]}");
    }

    private Http.Answer put(String path, String body, String ifMatch) {
        return http.send("PUT", model + path, body, "If-Match", ifMatch);
    }

    private static void assertRefused(Http.Answer answer, int status, String pointer, String allowed) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(answer.body().path("detail").asString()).contains(allowed);
    }
}
