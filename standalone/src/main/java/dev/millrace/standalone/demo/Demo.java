package dev.millrace.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The main job on real data, through the public API only: upload, train, deploy, predict, predict in bulk. */
public final class Demo {
    private static final String FILE = "breast_cancer.csv";
    private static final String TARGET = "diagnosis";

    private final Api api;
    private final PrintStream out;

    private Demo(Api api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    /**
     * @param story {@code agents} for the agents on a sample CRM; else the main job
     * @return the exit code: 0 when everything went through
     */
    public static int run(String story, Map<String, String> environment, PrintStream out) {
        String port = environment.getOrDefault("AI_SERVICE_PORT", "8005");
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            Api api = new Api(URI.create("http://localhost:" + port), http, out);
            if (story.equals("agents")) {
                new AgentsDemo(api, out).tell();
            } else {
                new Demo(api, out).tell();
            }
            return 0;
        } catch (DemoFailed failure) {
            out.println("\nThe demo stopped: " + failure.getMessage());
            return 1;
        }
    }

    private void tell() {
        String csv = file();
        JsonNode dataset = upload(csv);
        JsonNode training = train(dataset.path("id").asString());
        String modelId = training.path("model_id").asString();
        int version = training.path("model_version").asInt();
        deploy(modelId, version);
        predictOne(modelId, csv);
        JsonNode batch = predictAll(modelId, version, dataset.path("id").asString());
        whereToLook(training, batch);
    }

    private JsonNode upload(String csv) {
        out.println(
                "Breast Cancer Wisconsin (Diagnostic), UCI, CC BY 4.0: 569 tumours, 30 features, malignant or benign.");
        JsonNode dataset = api.upload("/api/v1/datasets", "breast-cancer", FILE, csv.getBytes(StandardCharsets.UTF_8));
        out.printf(
                "  data set %s, version %d: %d rows, %d columns%n",
                dataset.path("id").asString(),
                dataset.path("version").asInt(),
                dataset.path("rows").asLong(),
                dataset.path("columns").size());
        return dataset;
    }

    private JsonNode train(String datasetId) {
        JsonNode job = api.post(
                "/api/v1/training/jobs",
                Api.body(
                        "model_name", "breast-cancer",
                        "algorithm", "xgboost",
                        "task", "classification",
                        "training_data", Api.body("dataset_id", datasetId, "target", TARGET),
                        "validation_config", Api.body("test_size", 0.2, "seed", 42, "positive_class", "malignant")));
        String path = "/api/v1/training/jobs/" + job.path("job_id").asString();
        out.println("  job " + job.path("job_id").asString() + " is "
                + job.path("status").asString());
        JsonNode done = api.finished(path);
        out.printf(
                "  model %s, version %d; on the 20 %% of rows set apart:%n  %s%n",
                done.path("model_id").asString(), done.path("model_version").asInt(), scalars(done.path("metrics")));
        return done;
    }

    private void deploy(String modelId, int version) {
        api.post("/api/v1/models/" + modelId + "/deploy", Api.body("version", version, "strategy", "immediate"));
        JsonNode model = api.get("/api/v1/models/" + modelId);
        out.println("  the model is " + model.path("status").asString());
    }

    private void predictOne(String modelId, String csv) {
        List<String> lines = csv.lines().toList();
        String[] names = lines.getFirst().split(",");
        String[] values = lines.get(1).split(",");
        Map<String, Object> instance = new LinkedHashMap<>();
        for (int i = 0; i < names.length - 1; i++) {
            instance.put(names[i], Double.valueOf(values[i]));
        }
        JsonNode answer = api.post("/api/v1/models/" + modelId + "/predict", Api.body("instances", List.of(instance)));
        JsonNode prediction = answer.path("predictions").path(0);
        out.printf(
                "  %s, probabilities %s, in %s ms (truth: %s)%n",
                prediction.path("label").asString(),
                prediction.path("probabilities"),
                answer.path("latency_ms"),
                values[names.length - 1]);
    }

    private JsonNode predictAll(String modelId, int version, String datasetId) {
        JsonNode job = api.post(
                "/api/v1/predictions/batch",
                Api.body(
                        "model_id",
                        modelId,
                        "version",
                        version,
                        "data",
                        Api.body("dataset_id", datasetId),
                        "chunk_size",
                        100));
        String path = "/api/v1/predictions/" + job.path("job_id").asString();
        JsonNode done = api.finished(path);
        out.printf(
                "  %d of %d rows predicted, %d could not be%n",
                done.path("completed_items").asLong(),
                done.path("total_items").asLong(),
                done.path("failed_items").asLong());
        String results = api.text("GET", path + "/results?format=csv");
        results.lines().limit(3).forEach(line -> out.println("  " + line));
        return done;
    }

    private void whereToLook(JsonNode training, JsonNode batch) {
        out.println("\nBoth jobs are Temporal workflows; every step of theirs is in its Web UI:");
        for (JsonNode job : List.of(training, batch)) {
            String link = job.path("links").path("temporal_ui").asString("");
            out.println("  " + (link.isEmpty() ? job.path("workflow_id").asString() : link));
        }
    }

    private static String scalars(JsonNode metrics) {
        return metrics.properties().stream()
                .filter(metric -> metric.getValue().isNumber())
                .map(metric ->
                        "%s %.4f".formatted(metric.getKey(), metric.getValue().asDouble()))
                .collect(Collectors.joining(", "));
    }

    private static String file() {
        try (InputStream csv = Demo.class.getResourceAsStream("/demo/" + FILE)) {
            return new String(Objects.requireNonNull(csv).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
