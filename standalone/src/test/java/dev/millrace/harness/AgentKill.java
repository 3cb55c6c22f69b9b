package dev.millrace.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.llm.fakes.Asked;
import dev.millrace.llm.fakes.FakeProvider;
import dev.millrace.llm.fakes.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Kills the worker in the middle of an agent's run of twelve steps, whose tool has effects outside. */
final class AgentKill {
    private static final int BOOKINGS = 11;
    private static final int LONGEST_WAIT_MILLIS = 1_500;

    private final Fleet fleet;
    private final FakeProvider model;
    private final RandomGenerator random;

    /** @param model what the fleet takes for OpenAI */
    AgentKill(Fleet fleet, FakeProvider model, RandomGenerator random) {
        this.fleet = fleet;
        this.model = model;
        this.random = random;
    }

    void at(int moments) {
        model.otherwise(AgentKill::reply);
        try (Ledger ledger = Ledger.open()) {
            Client client = fleet.client();
            client.put("/api/agents/default/agents/clerk", clerk(ledger)).json();
            long paidTwice = 0;
            for (int moment = 1; moment <= moments; moment++) {
                String run = start(client, moment);
                String effect = "POST /" + moment + "/";
                await("the first effect")
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> ledger.requests().stream().anyMatch(request -> request.startsWith(effect)));
                await().pollDelay(Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS)))
                        .until(() -> true);
                Kill9.process(fleet.pid(Fleet.Member.WORKER));
                await("a worker again").atMost(Duration.ofMinutes(2)).until(() -> fleet.answers(Fleet.Member.WORKER));
                JsonNode done = client.finished(run);
                assertThat(done.path("status").asString())
                        .as(done.path("error").toString())
                        .isEqualTo("completed");
                assertThat(done.at("/result/answer").asString()).isEqualTo("All " + BOOKINGS + " are booked.");
                assertThat(lostAndDoubled(ledger, moment)).isEmpty();
                paidTwice += paidTwice(model, moment);
                System.out.printf(
                        "moment %d: %d effects once each, the same answer; answers paid twice so far: %d%n",
                        moment, BOOKINGS, paidTwice);
            }
            // One death can only cost the answer that was under way.
            assertThat(paidTwice).isLessThanOrEqualTo(moments);
        }
    }

    /** Books one after the other, by how many are booked already. */
    private static Reply reply(Asked asked) {
        int booked = booked(asked);
        return booked < BOOKINGS
                ? Reply.call("same", "book", "{\"moment\": %d, \"item\": %d}".formatted(moment(asked), booked))
                : Reply.text("All " + BOOKINGS + " are booked.");
    }

    private static int booked(Asked asked) {
        return (int) asked.body()
                .path("messages")
                .valueStream()
                .filter(message -> message.path("role").asString().equals("tool"))
                .count();
    }

    private static int moment(Asked asked) {
        return asked.body()
                .path("messages")
                .valueStream()
                .filter(message -> message.path("role").asString().equals("user"))
                .mapToInt(message ->
                        Integer.parseInt(message.path("content").toString().replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** How many questions of the run were asked more than once. */
    private static long paidTwice(FakeProvider model, int moment) {
        Map<Integer, Long> times = model.asked().stream()
                .filter(asked -> moment(asked) == moment)
                .collect(Collectors.groupingBy(AgentKill::booked, Collectors.counting()));
        return times.values().stream().mapToLong(count -> count - 1).sum();
    }

    /** By effect, how often it was done, where that is not once. */
    private static Map<String, Long> lostAndDoubled(Ledger ledger, int moment) {
        Map<String, Long> counts = new TreeMap<>();
        IntStream.range(0, BOOKINGS).forEach(item -> counts.put("POST /" + moment + "/" + item, 0L));
        ledger.effects().stream()
                .filter(effect -> effect.startsWith("POST /" + moment + "/"))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .forEach(counts::put);
        counts.values().removeIf(count -> count == 1);
        return counts;
    }

    private static String start(Client client, int moment) {
        Map<String, Object> question = Map.of("agent", "clerk", "input", Map.of("message", "moment " + moment));
        return client.post("/api/agents/default/execute?wait=PT0S", question)
                .json()
                .at("/links/self")
                .asString();
    }

    private static Map<String, Object> clerk(Ledger ledger) {
        Map<String, Object> integer = Map.of("type", "integer");
        Map<String, Object> parameters = Map.of(
                "type", "object",
                "required", List.of("moment", "item"),
                "properties", Map.of("moment", integer, "item", integer));
        Map<String, Object> book = Map.of(
                "name", "book",
                "description", "Books an item.",
                "method", "POST",
                "url", ledger.address() + "/{moment}/{item}",
                "parameters", parameters);
        return Map.of("description", "Books", "instructions", "Book everything.", "httpTools", List.of(book));
    }
}
