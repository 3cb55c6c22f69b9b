package dev.millrace.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Kills the worker in the middle of a pipeline whose steps have effects outside. */
final class PipelineKill {
    private static final int STEPS = 30;
    private static final int LONGEST_WAIT_MILLIS = 1_500;

    private final Fleet fleet;
    private final RandomGenerator random;

    PipelineKill(Fleet fleet, RandomGenerator random) {
        this.fleet = fleet;
        this.random = random;
    }

    void at(int moments) {
        try (Ledger ledger = Ledger.open()) {
            Client client = fleet.client();
            String workflow = client.post("/api/v1/workflows", document())
                    .json()
                    .path("id")
                    .asString();
            for (int moment = 1; moment <= moments; moment++) {
                String run = start(client, workflow, ledger, moment);
                String effect = "POST /" + moment + "/";
                await("the first effect")
                        .until(() -> ledger.requests().stream().anyMatch(request -> request.startsWith(effect)));
                await().pollDelay(Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS)))
                        .until(() -> true);
                Kill9.process(fleet.pid(Fleet.Member.WORKER));
                await("a worker again").atMost(Duration.ofMinutes(2)).until(() -> fleet.answers(Fleet.Member.WORKER));
                assertThat(client.finished("/api/v1/ai/workflows/" + run)
                                .path("status")
                                .asString())
                        .isEqualTo("completed");
                assertThat(lostAndDoubled(ledger, moment)).isEmpty();
                System.out.printf(
                        "moment %d: %d effects once each, %d requests so far%n",
                        moment, STEPS, ledger.requests().size());
            }
        }
    }

    /** By effect, how often it was done, where that is not once. */
    private static Map<String, Long> lostAndDoubled(Ledger ledger, int moment) {
        Map<String, Long> counts = new TreeMap<>();
        expected(moment).forEach(effect -> counts.put(effect, 0L));
        ledger.effects().stream()
                .filter(effect -> effect.startsWith("POST /" + moment + "/"))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .forEach(counts::put);
        counts.values().removeIf(count -> count == 1);
        return counts;
    }

    private static List<String> expected(int moment) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            expected.add("POST /" + moment + "/chain/" + i);
            expected.add("POST /" + moment + "/each/" + i);
            expected.add("POST /" + moment + "/side/" + i);
        }
        return expected;
    }

    private static String start(Client client, String workflow, Ledger ledger, int moment) {
        return client.post(
                        "/api/v1/workflows/" + workflow + "/execute",
                        Map.of("input", Map.of("ledger", ledger.address() + "/" + moment)))
                .json()
                .path("id")
                .asString();
    }

    /** Ten steps in a row, ten items, ten steps side by side. */
    private static Map<String, Object> document() {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<String> before = i == 0 ? List.of() : List.of("chain" + (i - 1));
            steps.add(step("chain" + i, before, "/chain/" + i));
            steps.add(step("side" + i, List.of(), "/side/" + i));
        }
        Map<String, Object> each = new TreeMap<>(step("each", List.of(), "/each/${{ item }}"));
        each.put("for_each", Map.of("items", "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", "window", 2));
        steps.add(each);
        return Map.of(
                "name",
                "ledger",
                "input_schema",
                Map.of("type", "object", "properties", Map.of("ledger", Map.of("type", "string"))),
                "steps",
                steps);
    }

    private static Map<String, Object> step(String id, List<String> needs, String path) {
        return Map.of(
                "id",
                id,
                "type",
                "http",
                "needs",
                needs,
                "with",
                Map.of("method", "POST", "url", "${{ input.ledger }}" + path, "json", Map.of()));
    }
}
