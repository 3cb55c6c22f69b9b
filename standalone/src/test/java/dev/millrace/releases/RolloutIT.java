package dev.millrace.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.harness.Client;
import dev.millrace.harness.Millrace;
import dev.millrace.harness.MillraceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@MillraceTest
class RolloutIT {
    private static final int AT_ONCE = 20;
    private static final Map<String, Object> GUARD = Map.of("metric", "accuracy", "at_least", 0.8, "min_samples", 30);

    /** A customer leaves from the age of 50 on; a version trained on the contrary is wrong about nearly all. */
    @Test
    void givesAllTrafficBackFromABadVersionAndPromotesAGoodOne(Millrace millrace) {
        Client client = millrace.client();
        String model = train(client, "yes", "no");
        assertThat(train(client, "no", "yes")).isEqualTo(model);
        assertThat(train(client, "yes", "no")).isEqualTo(model);
        client.post(model + "/deploy", Map.of("version", 1)).json();

        String bad = deploy(client, model, 2, List.of(20, 100), "PT30S");
        assertThat(client.post(model + "/deploy", Map.of("version", 3)).status())
                .isEqualTo(409);
        Counted counted = serveUntilItEnds(client, model, bad);

        JsonNode failed = client.get(bad).json();
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.at("/error/detail").asString())
                .startsWith("accuracy is 0")
                .endsWith("at least 0.8");
        JsonNode entry = client.get(model + "/deployments").json().at("/items/0");
        assertThat(entry.path("state").asString()).isEqualTo("rolled_back");
        assertThat(entry.path("detail")).isEqualTo(failed.at("/error/detail"));
        assertThat(counted.ofNewVersion).isLessThan(counted.all / 2);
        System.out.printf(
                "bad canary at 20 %%: %d of %d requests answered by it, back after %.1f s of traffic%n",
                counted.ofNewVersion, counted.all, counted.seconds);
        assertThat(predict(client, model, 70, "after").path("version").asInt()).isEqualTo(1);

        String good = deploy(client, model, 3, List.of(50, 100), "PT1S");
        serveUntilItEnds(client, model, good);

        assertThat(client.get(good).json().path("status").asString()).isEqualTo("completed");
        JsonNode promoted = client.get(model + "/deployments").json().at("/items/0");
        assertThat(promoted.path("state").asString()).isEqualTo("served");
        assertThat(promoted.path("strategy").asString()).isEqualTo("canary");
        assertThat(promoted.path("traffic").asDouble()).isEqualTo(1);
        assertThat(client.get(model).json().path("version").asInt()).isEqualTo(3);
    }

    /** Predicts and tells what was right, for one customer after another, while the rollout is under way. */
    private static Counted serveUntilItEnds(Client client, String model, String run) {
        Counted counted = new Counted();
        long began = System.nanoTime();
        while (isOpen(client, run)) {
            List<Map<String, Object>> feedback = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int age = 20 + (counted.all * 7) % 60;
                JsonNode answer = predict(client, model, age, "customer " + counted.all);
                counted.all++;
                counted.ofNewVersion += answer.path("version").asInt() == 1 ? 0 : 1;
                feedback.add(Map.of(
                        "prediction_id", answer.at("/predictions/0/id").asString(), "label", age >= 50 ? "yes" : "no"));
            }
            assertThat(client.post(model + "/feedback", Map.of("feedback", feedback))
                            .json()
                            .path("accepted")
                            .asInt())
                    .isEqualTo(AT_ONCE);
            counted.seconds = (System.nanoTime() - began) / 1e9;
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return counted;
    }

    private static boolean isOpen(Client client, String run) {
        String status = client.get(run).json().path("status").asString();
        return !List.of("completed", "failed", "cancelled").contains(status);
    }

    private static JsonNode predict(Client client, String model, int age, String key) {
        return client.post(model + "/predict", Map.of("instances", List.of(Map.of("age", age)), "sticky_key", key))
                .json();
    }

    private static String deploy(Client client, String model, int version, List<Integer> steps, String hold) {
        JsonNode entry = client.post(
                        model + "/deploy",
                        Map.of(
                                "version",
                                version,
                                "strategy",
                                "canary",
                                "canary",
                                Map.of("steps", steps, "hold", hold, "guard", GUARD)))
                .json();
        assertThat(entry.path("state").asString()).isEqualTo("rolling_out");
        return "/api/v1/ai/workflows/" + entry.path("job_id").asString();
    }

    /** Answers the model's path. */
    private static String train(Client client, String old, String young) {
        StringBuilder csv = new StringBuilder("age,leaves\n");
        for (int row = 0; row < 240; row++) {
            int age = 20 + row % 60;
            csv.append(age).append(',').append(age >= 50 ? old : young).append('\n');
        }
        String dataset =
                client.upload("leavers", csv.toString()).json().path("id").asString();
        JsonNode job = client.post(
                        "/api/v1/training/jobs",
                        Map.of(
                                "model_name",
                                "rollout-it",
                                "algorithm",
                                "decision_tree",
                                "task",
                                "classification",
                                "training_data",
                                Map.of("dataset_id", dataset, "target", "leaves")))
                .json();
        JsonNode done =
                client.finished("/api/v1/training/jobs/" + job.path("job_id").asString());
        assertThat(done.path("status").asString())
                .as(done.path("error").toString())
                .isEqualTo("completed");
        return "/api/v1/models/" + done.path("model_id").asString();
    }

    private static final class Counted {
        private int all;
        private int ofNewVersion;
        private double seconds;
    }
}
