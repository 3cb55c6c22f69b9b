package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Http.Answer;
import dev.millrace.Workspace;
import dev.millrace.security.ApiKeys;
import dev.millrace.security.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class WorkflowsTest {
    private static final String PATH = "/api/v1/workflows";
    private static final String DOCUMENT = """
            {"name": "ask", "steps": [{"id": "ok", "type": "approval", "with": {"prompt": "Go on?"}}]}""";
    private static final String TWO_STEPS = """
            {"name": "ask", "steps": [{"id": "ok", "type": "approval", "with": {"prompt": "Go on?"}},
             {"id": "rest", "type": "wait", "needs": ["ok"], "with": {"duration": "PT1S"}}]}""";
    private static final String YAML = """
            # asks once
            name: written
            steps:
            - id: ok
              type: approval
              with: {prompt: Go on?}
            """;

    private final Workspace workspace;
    private final Http http;
    private final ApiKeys keys;

    @Autowired
    WorkflowsTest(@LocalServerPort int port, ApiKeys keys) {
        this.workspace = Workspace.fresh(port, keys);
        this.http = workspace.http();
        this.keys = keys;
    }

    @Test
    void writesChangesAndDeletesAWorkflow() {
        Answer made = http.post(PATH, DOCUMENT);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        String path = made.header("Location");
        assertThat(http.get(path).body().at("/document/steps/0/id").asString()).isEqualTo("ok");
        assertThat(http.get(path).body().at("/statistics/runs").asInt()).isZero();
        Answer changed = http.send("PUT", path, TWO_STEPS, "If-Match", made.header("ETag"));
        assertThat(changed.body().get("version").asInt()).isEqualTo(2);
        assertThat(http.send("PUT", path, DOCUMENT, "If-Match", made.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(http.send("PUT", path, TWO_STEPS).body().get("version").asInt())
                .isEqualTo(2);
        assertThat(http.get(path + "/versions").body().get("items").size()).isEqualTo(2);
        assertThat(http.get(path + "/versions/1").body().at("/document/steps").size())
                .isEqualTo(1);
        assertThat(http.get(path + "/versions/9").status()).isEqualTo(404);
        assertThat(http.send("DELETE", path, null).status()).isEqualTo(204);
        assertThat(http.get(path).status()).isEqualTo(404);
    }

    @Test
    void answersNotModifiedUntilARunChangesTheStatistics() {
        String path = create();
        String tag = http.get(path).header("ETag");
        assertThat(http.get(path, "If-None-Match", tag).status()).isEqualTo(304);
        http.post(path + "/start", "{}");
        assertThat(http.get(path, "If-None-Match", tag).status()).isEqualTo(200);
        assertThat(http.send("PUT", path, TWO_STEPS, "If-Match", tag).status())
                .as("a run is no change of the document")
                .isEqualTo(200);
    }

    @Test
    void givesYamlBackAsItWasWritten() {
        Answer made = post(YAML, "application/yaml");
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        Answer written = http.get(made.header("Location") + "/versions/1", "Accept", "application/yaml");
        assertThat(written.response().body()).isEqualTo(YAML);
        assertThat(written.header("Content-Type")).startsWith("application/yaml");
    }

    @Test
    void refusesWhatCannotBeAWorkflow() {
        assertThat(http.post(PATH, "{\"name\":").status()).isEqualTo(400);
        Answer wrong = http.post(PATH, "{\"name\": \"x\", \"steps\": [{\"id\": \"A!\", \"type\": \"approval\"}]}");
        assertThat(wrong.status()).as(wrong.response().body()).isEqualTo(422);
        assertThat(wrong.body().at("/errors/0/pointer").asString()).startsWith("/steps/0");
        Answer validated = http.post(PATH + "/validate", DOCUMENT);
        assertThat(validated.response().body()).isEqualTo("{\"valid\":true,\"steps\":1}");
        assertThat(http.post(PATH, "\"" + "x".repeat(1_000_001) + "\"").status())
                .isEqualTo(413);
        String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nname: x\nsteps: [*c, *c, *c]\n";
        assertThat(post(bomb, "text/yaml").status()).isBetween(400, 422);
        assertThat(post(DOCUMENT, "text/plain").status()).isEqualTo(415);
    }

    @Test
    void describesDocumentsToEditors() {
        Answer schema = http.get(PATH + "/schema");
        assertThat(schema.status()).isEqualTo(200);
        assertThat(schema.response().body()).contains("approval", "workflow");
    }

    @Test
    void startsAWorkflowOnceForAKeyAndListsItsRuns() {
        String path = create();
        Answer run = http.post(path + "/execute", "{\"input\": {\"x\": 1}}", "Idempotency-Key", "k");
        assertThat(run.status()).as(run.response().body()).isEqualTo(202);
        assertThat(run.header("Location")).endsWith(run.body().get("id").asString());
        assertThat(run.body().at("/input_data/input/x").asInt()).isEqualTo(1);
        assertThat(http.post(path + "/execute", "{\"input\": {\"x\": 1}}", "Idempotency-Key", "k")
                        .body()
                        .get("id"))
                .isEqualTo(run.body().get("id"));
        assertThat(http.post(path + "/execute", "{\"version\": 7}").status()).isEqualTo(404);
        assertThat(http.post(path + "/execute", "{\"input\": 7}").status()).isEqualTo(400);
        assertThat(http.get(path + "/runs?status=queued").body().get("items").size())
                .isEqualTo(1);
        assertThat(http.send("DELETE", path, null).status()).isEqualTo(409);
        Answer stopped = http.send("POST", path + "/stop", null);
        assertThat(stopped.body().get("stopped").asInt()).isEqualTo(1);
        assertThat(http.get(path + "/runs?status=cancelled").body().get("items").size())
                .isEqualTo(1);
    }

    @Test
    void letsViewersReadAndCheckButNotWrite() {
        Http viewer = http.as(
                keys.create(workspace.tenant(), "viewer", Role.VIEWER, null).secret());
        assertThat(viewer.post(PATH, DOCUMENT).status()).isEqualTo(403);
        assertThat(viewer.get(PATH).status()).isEqualTo(200);
        assertThat(viewer.post(PATH + "/validate", DOCUMENT).status()).isEqualTo(200);
    }

    private Answer post(String document, String type) {
        return Http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + PATH))
                .header("Content-Type", type)
                .header("X-API-Key", Objects.requireNonNull(http.key()))
                .POST(HttpRequest.BodyPublishers.ofString(document))
                .build());
    }

    private String create() {
        return http.post(PATH, DOCUMENT).header("Location");
    }
}
