package dev.millrace.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Work that must survive whatever is killed under it: five trainings and a batch prediction of 100,000 rows at a time, on
 * the shipped data set, repeated where it is too small.
 */
final class Load {
    static final int TRAININGS = 5;
    static final int BATCH_ROWS = 100_000;

    private static final int TRAINING_ROWS = 6_000;
    private static final int TREES = 120;

    private final Client client;
    private final String trainingData;
    private final String batchData;
    private final String modelId;

    private Load(Client client, String trainingData, String batchData, String modelId) {
        this.client = client;
        this.trainingData = trainingData;
        this.batchData = batchData;
        this.modelId = modelId;
    }

    /** Uploads the data and trains the model that the batches use. */
    static Load prepare(Client client) {
        List<String> lines = shippedLines();
        String trainingData = id(client.upload("tumours", repeated(lines, TRAINING_ROWS)));
        String batchData = id(client.upload("many-tumours", repeated(lines, BATCH_ROWS)));
        String path = path("training/jobs", client.post("/api/v1/training/jobs", training("served", trainingData, 1)));
        JsonNode trained = client.finished(path);
        String modelId = trained.path("model_id").asString();
        client.post("/api/v1/models/" + modelId + "/deploy", Map.of("version", 1, "strategy", "immediate"))
                .json();
        return new Load(client, trainingData, batchData, modelId);
    }

    /** Submits the six jobs. */
    Submitted submit(String name) {
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < TRAININGS; i++) {
            Map<String, Object> request = training(name + "-" + i, trainingData, TREES + i);
            jobs.add(path("training/jobs", client.post("/api/v1/training/jobs", request)));
        }
        Map<String, Object> batch = Map.of("model_id", modelId, "data", Map.of("dataset_id", batchData));
        String batchJob = path("predictions", client.post("/api/v1/predictions/batch", batch));
        return new Submitted(client, List.copyOf(jobs), batchJob);
    }

    private static Map<String, Object> training(String name, String datasetId, int trees) {
        return Map.of(
                "model_name",
                name,
                "algorithm",
                "random_forest",
                "task",
                "classification",
                "training_data",
                Map.of("dataset_id", datasetId, "target", "diagnosis"),
                "hyperparameters",
                Map.of("trees", trees));
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asString();
    }

    private static String path(String kind, Answer answer) {
        return "/api/v1/" + kind + "/" + answer.json().path("job_id").asString();
    }

    private static String repeated(List<String> lines, int rows) {
        List<String> data = lines.subList(1, lines.size());
        StringBuilder csv = new StringBuilder(lines.getFirst()).append('\n');
        IntStream.range(0, rows)
                .forEach(row -> csv.append(data.get(row % data.size())).append('\n'));
        return csv.toString();
    }

    static List<String> shippedLines() {
        try (InputStream csv = Load.class.getResourceAsStream("/demo/breast_cancer.csv")) {
            return new String(Objects.requireNonNull(csv).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
