package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.harness.Client;
import dev.millrace.harness.Millrace;
import dev.millrace.harness.MillraceTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@MillraceTest
class CrossValidationIT {
    private static final int ROWS = 569;
    private static final int FOLDS = 5;

    @Test
    void judgesFiveFoldsAndRegistersAModelOfAllRows(Millrace millrace) throws IOException {
        Client client = millrace.client();
        String dataset = client.upload("tumours", shipped()).json().path("id").asString();

        String job = submit(client, dataset, Map.of("strategy", "cross_validation", "positive_class", "malignant"));
        JsonNode done = client.finished(job);

        assertThat(done.path("status").asString())
                .as(done.path("error").toString())
                .isEqualTo("completed");
        assertThat(done.path("folds").size()).isEqualTo(FOLDS);
        assertThat(done.path("metrics").path("accuracy").asDouble()).isCloseTo(mean(done), within(1e-9));
        assertThat(done.path("metrics").path("accuracy").asDouble()).isGreaterThan(0.93);
        assertThat(done.path("sd").path("accuracy").asDouble()).isBetween(0.0, 0.05);
        assertThat(tested(done)).isEqualTo(ROWS);
        assertThat(sum(done.path("metrics").path("confusion_matrix").path("matrix")))
                .isEqualTo(ROWS);

        JsonNode version = client.get("/api/v1/models/" + done.path("model_id").asString() + "/versions/1")
                .json();
        assertThat(version.path("folds")).isEqualTo(done.path("folds"));
        assertThat(version.path("sd")).isEqualTo(done.path("sd"));
        JsonNode curves = client.get(job + "/curves").json();
        assertThat(curves.at("/calibration/0/class").asString()).isEqualTo("malignant");
        assertThat(curves.at("/permutation_importance/sample_rows").asInt()).isEqualTo(ROWS);
        assertThat(curves.at("/permutation_importance/features").size()).isEqualTo(30);
    }

    @Test
    void failsWithTheReasonWhenAClassHasFewerRowsThanFolds(Millrace millrace) {
        Client client = millrace.client();
        StringBuilder csv = new StringBuilder("a,diagnosis\n");
        for (int row = 0; row < 50; row++) {
            csv.append(row).append(row < 3 ? ",rare\n" : ",usual\n");
        }
        String dataset = client.upload("rare", csv.toString()).json().path("id").asString();

        JsonNode failed = client.finished(submit(client, dataset, Map.of("strategy", "cross_validation")));

        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.path("error").path("detail").asString())
                .contains("class rare of diagnosis has 3 rows, fewer than the 5 folds");
    }

    private static String submit(Client client, String dataset, Map<String, Object> validation) {
        JsonNode job = client.post(
                        "/api/v1/training/jobs",
                        Map.of(
                                "model_name",
                                "tumours-" + dataset,
                                "algorithm",
                                "random_forest",
                                "task",
                                "classification",
                                "training_data",
                                Map.of("dataset_id", dataset, "target", "diagnosis"),
                                "hyperparameters",
                                Map.of("trees", 50),
                                "validation_config",
                                validation))
                .json();
        return "/api/v1/training/jobs/" + job.path("job_id").asString();
    }

    private static double mean(JsonNode job) {
        return job.path("folds").values().stream()
                .mapToDouble(fold -> fold.path("metrics").path("accuracy").asDouble())
                .average()
                .orElseThrow();
    }

    private static long tested(JsonNode job) {
        return job.path("folds").values().stream()
                .mapToLong(fold -> fold.path("test_rows").asLong())
                .sum();
    }

    private static long sum(JsonNode matrix) {
        return matrix.values().stream()
                .flatMap(row -> row.values().stream())
                .mapToLong(JsonNode::asLong)
                .sum();
    }

    private static String shipped() throws IOException {
        try (InputStream csv = CrossValidationIT.class.getResourceAsStream("/demo/breast_cancer.csv")) {
            return new String(Objects.requireNonNull(csv).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
