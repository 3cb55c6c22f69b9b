package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.models.ModelVersions;
import dev.millrace.models.RegisteredModel;
import dev.millrace.security.ApiKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Another workspace's ids answer like ids that do not exist, in every path that the API has. */
@ApiTest
class OtherTenantsTest {
    private static final String SCHEDULE = """
            {"name": "daily", "cron": "0 3 * * *", "action": {"kind": "pipeline", "request": {"workflow": "ask"}}}""";

    private final int port;
    private final Workspace owner;
    private final Workspace stranger;
    private final ModelVersions versions;
    private final ArtifactStore artifacts;

    @Autowired
    OtherTenantsTest(@LocalServerPort int port, ApiKeys keys, ModelVersions versions, ArtifactStore artifacts) {
        this.port = port;
        this.owner = Workspace.fresh(port, keys);
        this.stranger = Workspace.fresh(port, keys);
        this.versions = versions;
        this.artifacts = artifacts;
    }

    @Test
    void anotherTenantsIdIsNotFoundInAnyPath() {
        Map<String, String> ids = ids();
        List<String> asked = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path :
                new Http(port).get("/v3/api-docs").body().path("paths").properties()) {
            ids.forEach((prefix, id) -> {
                if (path.getKey().startsWith(prefix + "/{id}")) {
                    String url = path.getKey()
                            .replace("{id}", id)
                            .replace("{version}", "1")
                            .replace("{alias}", "champion")
                            .replace("{path}", "train")
                            .replace("{number}", "0")
                            .replace("{name}", "pause");
                    path.getValue()
                            .properties()
                            .forEach(operation -> asked.add(ask(operation.getKey(), url, operation.getValue())));
                }
            });
        }
        assertThat(asked)
                .hasSizeGreaterThan(20)
                .allSatisfy(answer -> assertThat(answer).startsWith("404 "));
    }

    private String ask(String method, String url, JsonNode operation) {
        String query = url.endsWith("/histogram") ? "?column=age" : "";
        Http.Answer answer = stranger.http()
                .send(method.toUpperCase(Locale.ROOT), url + query, operation.has("requestBody") ? body(url) : null);
        return answer.status() + " " + method + " " + url;
    }

    private static String body(String url) {
        return switch (url.substring(url.lastIndexOf('/') + 1)) {
            case "predict" -> "{\"instances\": [{\"age\": 1}]}";
            case "continue" -> "{\"step\": \"ok\", \"input\": {}}";
            case "fork" -> "{\"from_step\": \"ok\"}";
            case "feedback" -> "{\"prediction_id\": \"01890000-0000-7000-8000-000000000001\", \"label\": \"yes\"}";
            case "trials" -> "{\"parameters\": {}}";
            case "pause", "resume", "monitoring" -> "{}";
            case "backfill" -> "{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-01-02T00:00:00Z\"}";
            default ->
                url.contains("/schedules/")
                        ? SCHEDULE
                        : url.matches(".*/(models|hyperparameter-tuning)/[^/]+") ? "{}" : "{\"version\": 1}";
        };
    }

    /** What the owner has, by the path under which it is found. */
    private Map<String, String> ids() {
        String dataset = owner.upload("customers", Workspace.CUSTOMERS);
        String model = RegisteredModel.register(versions, artifacts, owner.tenant(), 30)
                .modelId()
                .toString();
        String training = accepted("/api/v1/training/jobs", """
                {"model_name": "upsell", "algorithm": "random_forest", "task": "classification",
                 "training_data": {"dataset_id": "%s", "target": "churned"}}""".formatted(dataset));
        String study = accepted("/api/v1/training/hyperparameter-tuning", """
                {"model_name": "upsell", "algorithms": ["random_forest"], "task": "classification",
                 "training_data": {"dataset_id": "%s", "target": "churned"}, "objective": {"metric": "f1"}}""".formatted(dataset));
        String batch = accepted(
                "/api/v1/predictions/batch",
                "{\"model_id\": \"%s\", \"version\": 1, \"data\": {\"dataset_id\": \"%s\"}}".formatted(model, dataset));
        String workflow =
                owner.http().post("/api/v1/workflows", """
                        {"name": "ask", "steps": [{"id": "ok", "type": "approval", "with": {"prompt": "Go on?"}}]}""").body().path("id").asString();
        String schedule = owner.http()
                .post("/api/v1/schedules", SCHEDULE)
                .body()
                .path("id")
                .asString();
        return Map.of(
                "/api/v1/workflows", workflow,
                "/api/v1/datasets", dataset,
                "/api/v1/models", model,
                "/api/v1/training/jobs", training,
                "/api/v1/training/hyperparameter-tuning", study,
                "/api/v1/predictions", batch,
                "/api/v1/schedules", schedule,
                "/api/v1/ai/workflows", training);
    }

    private String accepted(String path, String body) {
        Http.Answer answer = owner.http().post(path, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.body().path("job_id").asString();
    }
}
