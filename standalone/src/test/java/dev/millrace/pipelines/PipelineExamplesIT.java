package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.millrace.harness.Client;
import dev.millrace.harness.Ledger;
import dev.millrace.harness.Millrace;
import dev.millrace.harness.MillraceTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The examples of docs/pipelines.md, run as they are. */
@MillraceTest
class PipelineExamplesIT {
    private static final Path EXAMPLES = Path.of("../docs/examples/pipelines");

    @Test
    void retrainsAndDeploysOnceAPersonHasSaidYes(Millrace millrace) {
        Client client = millrace.client();
        String run = start(client, "retrain-with-gate", Map.of("dataset_id", tumours(client), "target", "diagnosis"));

        JsonNode asked = awaitInput(client, run, "ask");
        assertThat(asked.at("/waits_for/prompt").asString()).startsWith("Deploy version ");
        approve(client, run, "ask", Map.of("approved", true, "comment", "go"));

        JsonNode done = client.finished(run);
        assertThat(done.path("status").asString())
                .as(done.path("error").toString())
                .isEqualTo("completed");
        assertThat(done.at("/result/output/deployed").asBoolean()).isTrue();
        assertThat(done.at("/result/output/accuracy").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void leavesOutApprovalAndDeploymentWhenTheModelIsNotGoodEnough(Millrace millrace) {
        Client client = millrace.client();
        String run = start(
                client,
                "retrain-with-gate",
                Map.of("dataset_id", tumours(client), "target", "diagnosis", "at_least", 1.01));

        JsonNode done = client.finished(run);

        assertThat(statuses(done))
                .containsOnly(entry("train", "completed"), entry("ask", "skipped"), entry("deploy", "skipped"));
        assertThat(done.at("/result/output/deployed").asBoolean()).isFalse();
    }

    @Test
    void deploysTheBetterOfTwo(Millrace millrace) {
        Client client = millrace.client();
        String run = start(client, "best-of-two", Map.of("dataset_id", tumours(client), "target", "diagnosis"));

        JsonNode output = completed(client, run).at("/result/output");

        boolean forestIsBetter =
                output.path("forest").asDouble() >= output.path("line").asDouble();
        assertThat(output.path("winner").asString())
                .isEqualTo(forestIsBetter ? "random_forest" : "logistic_regression");
    }

    @Test
    void trainsAModelForEachRegionAndPassesOverTheOneWithoutRows(Millrace millrace) {
        Client client = millrace.client();
        define(client, "train-region");
        StringBuilder csv = new StringBuilder("region,visits,amount\n");
        for (int row = 0; row < 200; row++) {
            csv.append(row % 2 == 0 ? "north," : "south,")
                    .append(row % 17)
                    .append(',')
                    .append(3.0 * (row % 17) + row % 3)
                    .append('\n');
        }
        String sales = id(client.upload("sales", csv.toString()).json());
        String run = start(
                client, "per-region", Map.of("dataset_id", sales, "regions", List.of("north", "nowhere", "south")));

        JsonNode output = completed(client, run).at("/result/output");

        assertThat(output.at("/trained/0/region").asString()).isEqualTo("north");
        assertThat(output.at("/trained/1/region").asString()).isEqualTo("south");
        assertThat(output.at("/trained/0/rmse").asDouble()).isLessThan(2);
        assertThat(output.path("failed").asInt()).isEqualTo(1);
    }

    @Test
    void doesWhatThePersonSays(Millrace millrace) {
        Client client = millrace.client();
        String orders = id(client.upload("orders", "id,amount\n1,10\n2,5000\n3,20\n4,9000\n")
                .json());
        String run = start(client, "human-in-the-loop", Map.of("dataset_id", orders));
        awaitInput(client, run, "review");

        assertThat(client.put(run + "/continue", answer("review", Map.of("approved", true, "action", "burn")))
                        .status())
                .isEqualTo(422);
        approve(client, run, "review", Map.of("approved", true, "action", "drop"));

        String clean = completed(client, run).at("/result/output/dataset_id").asString();
        assertThat(client.get("/api/v1/datasets/" + clean).json().path("rows").asInt())
                .isEqualTo(2);
    }

    @Test
    void undoesWhatWasDoneWhenTheLastStepFails(Millrace millrace) {
        Client client = millrace.client();
        try (Ledger ledger = Ledger.open()) {
            ledger.refuse("POST /shipments", 409);
            String run = start(client, "saga", Map.of("shop", ledger.address(), "order", "A-1", "amount", 12.5));

            JsonNode failed = client.finished(run);

            assertThat(failed.path("status").asString()).isEqualTo("failed");
            assertThat(failed.at("/error/detail").asString()).startsWith("step `ship` failed: ");
            assertThat(ledger.requests())
                    .containsExactly(
                            "POST /reservations",
                            "POST /charges",
                            "POST /shipments",
                            "POST /refunds",
                            "DELETE /reservations/POST--reservations");
            assertThat(statuses(failed))
                    .containsEntry("reserve", "compensated")
                    .containsEntry("charge", "compensated")
                    .containsEntry("ship", "failed");
        }
    }

    @Test
    void shipsWhenNothingFails(Millrace millrace) {
        Client client = millrace.client();
        try (Ledger ledger = Ledger.open()) {
            String run = start(client, "saga", Map.of("shop", ledger.address(), "order", "A-2", "amount", 12.5));

            assertThat(completed(client, run).at("/result/output/shipment").asString())
                    .isEqualTo("POST--shipments");
            assertThat(ledger.effects())
                    .containsExactlyInAnyOrder("POST /reservations", "POST /charges", "POST /shipments");
        }
    }

    @Test
    void summarisesTablesAndAnswersTheSameAgainFromTheCache(Millrace millrace) {
        Client client = millrace.client();
        String orders = id(client.upload(
                        "etl-orders",
                        "customer,amount,ordered_at\n1,10,2026-01-01\n2,20,2026-01-02\n1,,2026-01-03\n2,5,2026-01-04\n")
                .json());
        String customers = id(
                client.upload("etl-customers", "id,segment\n1,home\n2,office\n").json());
        Map<String, Object> input = Map.of("orders", orders, "customers", customers);

        JsonNode first = completed(client, start(client, "etl", input)).at("/result/output");
        JsonNode second = completed(client, start(client, "etl", input)).at("/result/output");

        assertThat(first.path("segments").asInt()).isEqualTo(2);
        assertThat(second).isEqualTo(first);
        JsonNode rows = client.get(
                        "/api/v1/datasets/" + first.path("dataset_id").asString() + "/preview")
                .json();
        assertThat(rows.toString()).contains("office").contains("25");
    }

    private static JsonNode completed(Client client, String run) {
        JsonNode done = client.finished(run);
        assertThat(done.path("status").asString())
                .as(done.path("error").toString())
                .isEqualTo("completed");
        return done;
    }

    private static JsonNode awaitInput(Client client, String run, String step) {
        await("an approval")
                .atMost(Duration.ofMinutes(2))
                .until(() -> client.get(run).json().path("status").asString().equals("awaiting_input"));
        JsonNode steps = client.get(run).json().path("execution_steps");
        return steps.valueStream()
                .filter(each -> each.path("id").asString().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private static void approve(Client client, String run, String step, Map<String, Object> input) {
        client.put(run + "/continue", answer(step, input)).json();
    }

    private static Map<String, Object> answer(String step, Map<String, Object> input) {
        return Map.of("step", step, "input", input);
    }

    private static Map<String, String> statuses(JsonNode run) {
        Map<String, String> statuses = new LinkedHashMap<>();
        run.path("execution_steps")
                .forEach(step -> statuses.put(
                        step.path("id").asString(), step.path("status").asString()));
        return statuses;
    }

    private static String start(Client client, String example, Map<String, Object> input) {
        JsonNode run = client.post("/api/v1/workflows/" + define(client, example) + "/execute", Map.of("input", input))
                .json();
        return "/api/v1/ai/workflows/" + id(run);
    }

    /** The example as a workflow of this installation; its id, also when it is there already. */
    private static String define(Client client, String example) {
        try {
            var answer = client.post(
                    "/api/v1/workflows", "application/yaml", Files.readString(EXAMPLES.resolve(example + ".yaml")));
            if (answer.status() == 409) {
                return id(client.get("/api/v1/workflows?name=" + example)
                        .json()
                        .path("items")
                        .path(0));
            }
            return id(answer.json());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String tumours(Client client) {
        try (var csv = PipelineExamplesIT.class.getResourceAsStream("/demo/breast_cancer.csv")) {
            String text = new String(Objects.requireNonNull(csv).readAllBytes(), StandardCharsets.UTF_8);
            return id(client.upload("pipeline-tumours", text).json());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String id(JsonNode resource) {
        return resource.path("id").asString();
    }
}
