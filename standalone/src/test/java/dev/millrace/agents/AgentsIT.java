package dev.millrace.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.harness.Answer;
import dev.millrace.harness.Client;
import dev.millrace.harness.Millrace;
import dev.millrace.harness.MillraceTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Agents as users without any language model have them: alone, several together, and with a person behind them. */
@MillraceTest
class AgentsIT {
    private static final String AGENTS = "/api/agents/default";

    @Test
    void answersFromTheRecordsAloneAndSaysSo(Millrace millrace) {
        Client client = millrace.client();
        lead(client, "it-lead-1");

        JsonNode answer = client.post(AGENTS + "/qualify-lead/it-lead-1?wait=PT1M", Map.of())
                .json();

        assertThat(answer.path("agent").asString()).isEqualTo("leadQualification");
        assertThat(answer.path("status").asString()).isEqualTo("completed");
        assertThat(answer.at("/result/nextActions").size()).isPositive();
        assertThat(answer.at("/meta/generated").asBoolean()).isFalse();
        assertThat(answer.at("/meta/provider").asString()).isEqualTo("local");
        assertThat(answer.at("/meta/missing").size()).isPositive();
        JsonNode run = client.get(answer.at("/links/self").asString()).json();
        assertThat(run.path("workflow_type").asString()).isEqualTo("agent");
        assertThat(run.path("execution_steps").size()).isPositive();
    }

    @Test
    void knowsNoRecordsOrWorkspacesOfOthers(Millrace millrace) {
        Client client = millrace.client();

        assertThat(client.post(AGENTS + "/qualify-lead/nobody", Map.of()).status())
                .isEqualTo(404);
        assertThat(client.post("/api/agents/other/research", Map.of("topic", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(client.post(AGENTS + "/execute", Map.of("agent", "nobody")).status())
                .isEqualTo(404);
        assertThat(client.post(AGENTS + "/execute", Map.of("agent", "research", "input", "text"))
                        .status())
                .isEqualTo(400);
        assertThat(client.post(AGENTS + "/qualify-lead/nobody?wait=soon", Map.of())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void asksSeveralAgentsOneAfterTheOther(Millrace millrace) {
        Client client = millrace.client();
        lead(client, "it-lead-2");
        JsonNode done = flow(
                client,
                Map.of(
                        "mode", "sequence",
                        "input", Map.of("leadId", "it-lead-2", "entityType", "lead", "entityId", "it-lead-2"),
                        "workflow",
                                List.of(
                                        Map.of("name", "quality", "agent", "leadQualification"),
                                        Map.of("name", "brief", "agent", "summary"))));

        assertThat(done.path("status").asString())
                .as(done.path("error").toString())
                .isEqualTo("completed");
        JsonNode output = done.at("/result/output");
        assertThat(output.path("answered_by").asString()).isEqualTo("agents");
        assertThat(output.at("/results/quality/nextActions").size()).isPositive();
        assertThat(output.path("result")).isEqualTo(output.at("/results/brief"));
    }

    @Test
    void fallsBackToOneAgentWhenNoModelCanSupervise(Millrace millrace) {
        Client client = millrace.client();
        lead(client, "it-lead-3");

        JsonNode done = flow(
                client,
                Map.of(
                        "mode", "supervisor",
                        "input", Map.of("leadId", "it-lead-3"),
                        "workflow", List.of(Map.of("name", "quality", "agent", "leadQualification"))));

        assertThat(done.path("status").asString())
                .as(done.path("error").toString())
                .isEqualTo("completed");
        assertThat(done.at("/result/output/answered_by").asString()).isEqualTo("fallback");
        assertThat(done.at("/result/output/result/nextActions").size()).isPositive();
    }

    @Test
    void handsWhatNobodyCanDoToAPersonWithAllThatIsKnown(Millrace millrace) {
        Client client = millrace.client();
        Answer written = client.put(
                AGENTS + "/agents/needsAModel",
                Map.of("description", "Talks", "instructions", "Talk about {{message}}."));
        assertThat(written.status()).isBetween(200, 201);
        String self = start(
                client,
                Map.of(
                        "mode", "parallel",
                        "input", Map.of("message", "the weather"),
                        "workflow", List.of(Map.of("name", "talk", "agent", "needsAModel"))));

        JsonNode asked =
                await().atMost(Duration.ofMinutes(1)).until(() -> waiting(client, self), step -> !step.isMissingNode());
        assertThat(asked.path("id").asString()).isEqualTo("takeover");
        assertThat(asked.at("/input/details/task/message").asString()).isEqualTo("the weather");
        assertThat(asked.at("/input/details/errors/talk").asString()).isNotEmpty();

        Map<String, Object> result = Map.of("text", "sunny");
        client.put(self + "/continue", Map.of("step", "takeover", "input", Map.of("approved", true, "result", result)))
                .json();

        JsonNode done = client.finished(self);
        assertThat(done.path("status").asString())
                .as(done.path("error").toString())
                .isEqualTo("completed");
        assertThat(done.at("/result/output/answered_by").asString()).isEqualTo("person");
        assertThat(done.at("/result/output/result/text").asString()).isEqualTo("sunny");
    }

    private static JsonNode flow(Client client, Map<String, Object> request) {
        return client.finished(start(client, request));
    }

    private static String start(Client client, Map<String, Object> request) {
        return client.post(AGENTS + "/workflow?wait=PT0S", new HashMap<>(request))
                .json()
                .at("/links/self")
                .asString();
    }

    private static JsonNode waiting(Client client, String self) {
        return client.get(self)
                .json()
                .path("execution_steps")
                .valueStream()
                .filter(step -> step.path("status").asString().equals("waiting"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static void lead(Client client, String id) {
        client.put(
                        "/api/v1/entities/lead/" + id,
                        Map.of("company", "Sample Company", "employees", 250, "source", "referral"))
                .json();
    }
}
