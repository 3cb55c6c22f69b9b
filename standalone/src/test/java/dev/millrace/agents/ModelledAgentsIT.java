package dev.millrace.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.harness.Answer;
import dev.millrace.harness.Client;
import dev.millrace.harness.Millrace;
import dev.millrace.harness.MillraceTest;
import dev.millrace.llm.fakes.Asked;
import dev.millrace.llm.fakes.FakeProvider;
import dev.millrace.llm.fakes.Fault;
import dev.millrace.llm.fakes.Reply;
import dev.millrace.tenancy.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Agents with a language model, in a workspace of their own: it decides by what it reads. */
@MillraceTest
class ModelledAgentsIT {
    private static final FakeProvider MODEL = FakeProvider.openAi();

    private final String workspace = "w-" + UUID.randomUUID();
    private final Client others;
    private final Client client;

    ModelledAgentsIT(Millrace millrace) {
        others = millrace.client();
        String key = others.post("/api/v1/workspaces", Map.of("id", workspace, "name", "Modelled"))
                .json()
                .at("/admin_key/key")
                .asString();
        client = others.withApiKey(key);
    }

    @BeforeEach
    void setUp() {
        MODEL.reset();
        client.put(
                        "/api/v1/llm/providers/scripted",
                        Map.of("kind", "openai_compatible", "base_url", MODEL.baseUrl(), "api_key", "key"))
                .json();
    }

    @AfterAll
    static void stop() {
        MODEL.close();
    }

    @Test
    void asksInTheOrderThatTheSupervisorDecidesByWhatWasFound() {
        agent("finder", Map.of());
        agent("adviser", Map.of());
        MODEL.otherwise(asked -> switch (model(asked)) {
            case "decider" -> supervise(asked.text());
            case "finder" -> Reply.text("They have 250 employees.");
            default -> Reply.text(asked.text().contains("250 employees") ? "Offer the large plan." : "Offer any plan.");
        });

        JsonNode output = client.finished(flow("supervisor")).at("/result/output");

        assertThat(MODEL.asked())
                .extracting(ModelledAgentsIT::model)
                .containsExactly("decider", "finder", "decider", "adviser", "decider");
        assertThat(output.path("answered_by").asString()).isEqualTo("agents");
        assertThat(output.path("result").asString()).isEqualTo("The large plan, since they are 250.");
        assertThat(output.at("/results/found").toString()).contains("250 employees", "large plan");
    }

    @Test
    void handsATaskToAnotherAgentAndWhenThatOneFailsToAPerson() {
        agent("finder", Map.of());
        agent("adviser", Map.of());
        MODEL.otherwise(asked -> switch (model(asked)) {
            case "decider" -> decision("advice", "Say what to offer.", "");
            case "finder" -> Reply.text("They have 250 employees.");
            default -> Reply.fails(Fault.BAD_REQUEST);
        });

        String run = flow("handoff");
        JsonNode asked = waiting(run, "takeover");

        assertThat(MODEL.asked())
                .extracting(ModelledAgentsIT::model)
                .as("the adviser in its turn, and alone")
                .containsExactly("finder", "decider", "adviser", "adviser");
        assertThat(asked.at("/input/details/task/message").asString()).isEqualTo("Sample Company");
        assertThat(asked.at("/input/details/errors/fallback").asString()).isNotEmpty();
        proceed(run, "takeover", Map.of("approved", true, "result", "Call them."))
                .json();
        JsonNode output = client.finished(run).at("/result/output");
        assertThat(output.path("answered_by").asString()).isEqualTo("person");
        assertThat(output.path("result").asString()).isEqualTo("Call them.");
    }

    @Test
    void goesOnWithWhatAPersonAnswersWhereItFitsAndNowhereElse() {
        client.put("/api/v1/entities/deal/d-77", Map.of("name", "Sample")).json();
        agent(
                "clerk",
                Map.of(
                        "tools", List.of("read_entities"),
                        "approvals", List.of("read_entities"),
                        "conversational", true));
        MODEL.otherwise(asked -> tools(asked) == 0
                ? Reply.call("c", "read_entities", "{\"type\": \"lead\"}")
                : Reply.text(asked.text().contains("And now?") ? "Now there is nothing more." : "There are none."));
        String run = ask("clerk", "PT0S").at("/links/self").asString();
        waiting(run, "tool_1_1");

        Answer wrong = proceed(run, "tool_1_1", Map.of("approved", true, "arguments", Map.of("type", 7)));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("/input/arguments", "read_entities does not take them");
        assertThat(proceed(run, "tool_1_1", Map.of("approved", "yes")).status()).isEqualTo(422);
        assertThat(proceed(run, "tool_7_1", Map.of("approved", true)).status()).isEqualTo(409);
        assertThat(others.put(run + "/continue", Map.of("step", "tool_1_1", "input", Map.of("approved", true)))
                        .status())
                .isEqualTo(404);
        proceed(run, "tool_1_1", Map.of("approved", true, "arguments", Map.of("type", "deal")))
                .json();

        waiting(run, "user");
        proceed(run, "user", Map.of("message", "And now?")).json();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> client.get(run).body().contains("Now there is nothing more."));
        waiting(run, "user");
        proceed(run, "user", Map.of("end", true)).json();

        JsonNode done = client.finished(run);
        assertThat(done.path("status").asString()).isEqualTo("completed");
        assertThat(MODEL.asked().getLast().text())
                .as("what the tool gave for the arguments of the person")
                .contains("d-77");
        assertThat(proceed(run, "user", Map.of("message", "Hello?")).status()).isEqualTo(409);
    }

    @Test
    void forksARunFromAStepAndAsksAfreshFromThereOnly() {
        String run = answered("first");
        MODEL.otherwise(asked -> Reply.text("second"));
        int before = MODEL.asked().size();

        String fork = fork(run, Map.of("from_step", "model_2"))
                .json()
                .at("/links/self")
                .asString();
        JsonNode done = client.finished(fork);

        assertThat(done.at("/result/answer").asString()).isEqualTo("second");
        assertThat(MODEL.asked()).hasSize(before + 1);
        assertThat(client.get(run).json().at("/result/answer").asString()).isEqualTo("first");
        assertThat(fork(run, Map.of("from_step", "model_9")).status()).isEqualTo(422);
        assertThat(fork(run, Map.of("from_step", "tool_1_1")).status()).isEqualTo(422);
        assertThat(fork(run, Map.of("from_step", "model_1", "changes", Map.of("input", Map.of())))
                        .status())
                .isEqualTo(422);
        assertThat(others.post(run + "/fork", Map.of("from_step", "model_1")).status())
                .isEqualTo(404);
    }

    @Test
    void exportsARunAsATestThatNeedsNoNetwork() {
        String run = answered("first");

        Answer exported = client.get(run + "/export");

        assertThat(RunReplay.differences(Json.read(exported.json(), ExportedRun.class)))
                .isEmpty();
        assertThat(exported.json().path("steps").size()).isEqualTo(2);
        String changed = exported.body().replace("You are reader.", "You are somebody else.");
        assertThat(RunReplay.differences(Json.read(Json.parse(changed), ExportedRun.class)))
                .hasSize(2);
        assertThat(others.get(run + "/export").status()).isEqualTo(404);
    }

    /** A run that has read entities and then said this. */
    private String answered(String answer) {
        agent("reader", Map.of("tools", List.of("read_entities")));
        MODEL.otherwise(asked ->
                tools(asked) == 0 ? Reply.call("c", "read_entities", "{\"type\": \"lead\"}") : Reply.text(answer));
        JsonNode run = ask("reader", "PT1M");
        assertThat(run.path("result").asString()).isEqualTo(answer);
        return run.at("/links/self").asString();
    }

    private void agent(String name, Map<String, Object> more) {
        Map<String, Object> document = new HashMap<>(more);
        document.put("description", "For tests");
        document.put("instructions", "You are " + name + ".");
        document.put("model", "scripted/" + name);
        client.put(agents() + "/agents/" + name, document).json();
    }

    private JsonNode ask(String agent, String wait) {
        Map<String, Object> question = Map.of("agent", agent, "input", Map.of("message", "Which leads are there?"));
        return client.post(agents() + "/execute?wait=" + wait, question).json();
    }

    private String flow(String mode) {
        Map<String, Object> request = Map.of(
                "mode",
                mode,
                "model",
                "scripted/decider",
                "input",
                Map.of("message", "Sample Company"),
                "workflow",
                List.of(Map.of("name", "background", "agent", "finder"), Map.of("name", "advice", "agent", "adviser")));
        return client.post(agents() + "/workflow?wait=PT0S", request)
                .json()
                .at("/links/self")
                .asString();
    }

    private String agents() {
        return "/api/agents/" + workspace;
    }

    private Answer proceed(String run, String step, Map<String, Object> input) {
        return client.put(run + "/continue", Map.of("step", step, "input", input));
    }

    private Answer fork(String run, Map<String, Object> from) {
        return client.post(run + "/fork", from);
    }

    private JsonNode waiting(String run, String step) {
        return await("a wait at " + step)
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> step(client.get(run).json(), step),
                        found -> found.path("status").asString("").equals("waiting"));
    }

    private static JsonNode step(JsonNode run, String id) {
        return run.path("execution_steps")
                .valueStream()
                .filter(step -> step.path("id").asString().equals(id))
                .reduce((earlier, later) -> later)
                .orElse(Json.parse("{}"));
    }

    /** Whose turn it is, by what stands in the question as found. */
    private static Reply supervise(String question) {
        if (!question.contains("250 employees")) {
            return decision("background", "Find out how large they are.", "");
        }
        return question.contains("large plan")
                ? decision("done", "", "The large plan, since they are 250.")
                : decision("advice", "Say what to offer.", "");
    }

    private static Reply decision(String next, String instructions, String answer) {
        return Reply.text(Json.write(Map.of("next", next, "instructions", instructions, "answer", answer)));
    }

    private static String model(Asked asked) {
        return asked.body().path("model").asString();
    }

    private static long tools(Asked asked) {
        return asked.body()
                .path("messages")
                .valueStream()
                .filter(message -> message.path("role").asString().equals("tool"))
                .count();
    }
}
