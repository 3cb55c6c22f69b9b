package dev.millrace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.harness.Client;
import dev.millrace.harness.Millrace;
import dev.millrace.harness.MillraceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model's requests shift: nothing is said before, one alert is raised, and its receiver is told. */
@MillraceTest
class MonitoringIT {
    private static final int ROWS = 600;
    private static final List<String> KINDS = List.of("x", "y", "z");

    private final BlockingQueue<Map.Entry<String, JsonNode>> webhooks = new LinkedBlockingQueue<>();
    private final Random random = new Random(8);
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::take);
        receiver.start();
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    @Test
    void saysNothingUntilTheRequestsShiftAndThenRaisesOneAlert(Millrace millrace) {
        Client client = millrace.client();
        String model = "/api/v1/models/" + deployed(client);
        predict(client, model, 0);
        JsonNode put = client.put(model + "/monitoring", settings()).json();
        assertThat(put.at("/watch/status").asString()).isNotEmpty();

        JsonNode before = awaitReport(client, model, "stable");
        assertThat(before.path("open_alerts").isEmpty()).isTrue();
        assertThat(before.at("/features/0/ks/statistic").asDouble()).isLessThan(0.25);
        assertThat(before.at("/baseline/rows").asInt()).isEqualTo(ROWS);
        awaitVerdict(client, model, "stable");
        assertThat(webhooks).isEmpty();

        for (int lot = 0; lot < 4; lot++) {
            predict(client, model, 2);
        }
        awaitVerdict(client, model, "drifting");
        Map.Entry<String, JsonNode> told = awaitWebhook();

        assertThat(told.getKey()).startsWith("v1,");
        assertThat(told.getValue().path("type").asString()).isEqualTo("model.alert.raised");
        assertThat(told.getValue().at("/data/kind").asString()).isEqualTo("drift");
        assertThat(told.getValue().at("/data/reasons/0").asString()).startsWith("a: distribution: PSI");
        awaitLooks(client, model, 2, "drifting");
        JsonNode alerts = client.get(model + "/monitoring/alerts").json().path("items");
        assertThat(alerts.size()).isEqualTo(1);
        assertThat(alerts.at("/0/webhooks/0/status").asString()).isEqualTo("sent");
        assertThat(webhooks).isEmpty();

        client.put(
                        model + "/monitoring",
                        Map.of("interval", "PT5S", "min_samples", 50, "retrain", Map.of("enabled", true)))
                .json();
        JsonNode retraining = client.finished("/api/v1/ai/workflows/" + awaitRetraining(client, model));
        assertThat(retraining.path("status").asString())
                .as(retraining.toString())
                .isEqualTo("completed");
        assertThat(client.get(model + "/versions").json().path("items").size()).isEqualTo(2);

        JsonNode ended =
                client.put(model + "/monitoring", Map.of("enabled", false)).json();
        assertThat(client.finished(put.at("/watch/self").asString())
                        .path("status")
                        .asString())
                .isEqualTo("completed");
        assertThat(ended.at("/settings/enabled").asBoolean()).isFalse();
    }

    private Map<String, Object> settings() {
        return Map.of(
                "interval",
                "PT5S",
                "min_samples",
                50,
                "webhook_url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
    }

    private String deployed(Client client) {
        StringBuilder csv = new StringBuilder("a,b,kind,y\n");
        for (int row = 0; row < ROWS; row++) {
            double a = random.nextGaussian();
            String kind = KINDS.get(random.nextInt(KINDS.size()));
            csv.append(a).append(',').append(random.nextGaussian()).append(',').append(kind);
            csv.append(a > 0 ? ",yes\n" : ",no\n");
        }
        String dataset =
                client.upload("watched", csv.toString()).json().path("id").asString();
        JsonNode job = client.post(
                        "/api/v1/training/jobs",
                        Map.of(
                                "model_name", "watched",
                                "algorithm", "logistic_regression",
                                "task", "classification",
                                "training_data", Map.of("dataset_id", dataset, "target", "y"),
                                "auto_deploy", Map.of("metric", "accuracy", "at_least", 0.5)))
                .json();
        JsonNode done = client.finished(job.at("/links/self").asString());
        assertThat(done.path("status").asString()).as(done.toString()).isEqualTo("completed");
        return done.path("model_id").asString();
    }

    private void predict(Client client, String model, double shift) {
        List<Map<String, Object>> instances = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            instances.add(row(shift));
        }
        client.post(model + "/predict", Map.of("instances", instances)).json();
    }

    private Map<String, Object> row(double shift) {
        return Map.of(
                "a", random.nextGaussian() + shift,
                "b", random.nextGaussian(),
                "kind", KINDS.get(random.nextInt(KINDS.size())));
    }

    private static String awaitRetraining(Client client, String model) {
        return await("a retraining")
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> client.get(model + "/monitoring/alerts")
                                .json()
                                .at("/items/0/retraining_id")
                                .asString(""),
                        run -> !run.isEmpty());
    }

    private static JsonNode awaitReport(Client client, String model, String verdict) {
        return await("a report that says " + verdict)
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> client.get(model + "/monitoring").json(),
                        report -> report.path("verdict").asString().equals(verdict));
    }

    private static void awaitVerdict(Client client, String model, String verdict) {
        awaitLooks(client, model, 1, verdict);
    }

    private static void awaitLooks(Client client, String model, int looks, String verdict) {
        await(looks + " looks that say " + verdict)
                .atMost(Duration.ofMinutes(2))
                .until(() -> client.get(model + "/monitoring/history")
                                .json()
                                .path("items")
                                .valueStream()
                                .filter(look -> look.path("verdict").asString().equals(verdict))
                                .count()
                        >= looks);
    }

    private Map.Entry<String, JsonNode> awaitWebhook() {
        return await("a webhook").atMost(Duration.ofMinutes(2)).until(webhooks::poll, found -> found != null);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        webhooks.add(
                Map.entry(exchange.getRequestHeaders().getFirst("webhook-signature"), new JsonMapper().readTree(body)));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
