package dev.millrace.pipelines.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.TestWebhooks;
import dev.millrace.security.WebhookSecrets;
import dev.millrace.security.outbound.LocalServer;
import dev.millrace.security.outbound.Outbound;
import dev.millrace.security.outbound.TestOutbound;
import dev.millrace.tenancy.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class NotifyStepIT {
    private final Outbound outbound = TestOutbound.allowing("127.0.0.1");
    private final WebhookSecrets secrets = TestWebhooks.secrets();
    private final NotifyStep step = new NotifyStep(outbound, secrets, Clock.systemUTC());
    private final OneStep run = new OneStep();
    private @Nullable LocalServer server;

    @AfterEach
    void close() throws IOException {
        outbound.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void sendsWhatTheReceiverCanVerify() throws IOException {
        LocalServer server = answer("HTTP/1.1 204 No Content");
        StepContext context = run.at("tell");

        JsonNode output =
                run(context, "{\"event\": \"model.deployed\", \"data\": {\"name\": \"grün\", \"version\": 3}}");

        String request = server.requests().getFirst();
        String body = request.substring(request.indexOf("\r\n\r\n") + 4);
        assertThatCode(() -> new Webhook(secrets.secret(context.tenant())).verify(body, headers(request)))
                .doesNotThrowAnyException();
        assertThat(Json.parse(body).path("type").asString()).isEqualTo("model.deployed");
        assertThat(Json.parse(body).path("data")).isEqualTo(Json.parse("{\"name\": \"grün\", \"version\": 3}"));
        assertThat(Instant.parse(Json.parse(body).path("timestamp").asString())).isNotNull();
        assertThat(output).isEqualTo(Json.parse("{\"status\": 204}"));
    }

    @Test
    void eachAttemptAtAStepHasTheSameIdAndEachStepItsOwn() throws IOException {
        LocalServer server = answer("HTTP/1.1 200 OK");

        run(run.at("each[1]"), "{\"event\": \"a\"}");
        run(run.at("each[1]"), "{\"event\": \"a\"}");
        run(run.at("each[2]"), "{\"event\": \"a\"}");

        List<String> ids = server.requests().stream()
                .map(request -> headers(request)
                        .getOrDefault("webhook-id", List.of("none"))
                        .getFirst())
                .toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2)).matches("msg_[0-9a-f]{32}");
    }

    @ParameterizedTest
    @CsvSource({
        "410, STEP_FAILED",
        "404, STEP_FAILED",
        "302, STEP_FAILED",
        "429, UPSTREAM_FAILED",
        "503, UPSTREAM_FAILED"
    })
    void triesAgainOnlyWhereThatMayHelp(int status, ProblemType type) throws IOException {
        answer("HTTP/1.1 " + status + " X\r\nRetry-After: 7\r\nLocation: /other");

        assertThatThrownBy(() -> run(run.at("tell"), "{\"event\": \"a\"}"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(type);
                    assertThat(problem.retryAfter().isPresent()).isEqualTo(type == ProblemType.UPSTREAM_FAILED);
                    assertThat(problem.retryAfter().orElse(Duration.ofSeconds(7)))
                            .isEqualTo(Duration.ofSeconds(7));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"event\": \"a\", \"timeout\": \"PT1H\"}", "{\"event\": \"a\", \"to\": \"b\"}"})
    void refusesWhatCannotBeSent(String with) throws IOException {
        LocalServer server = answer("HTTP/1.1 200 OK");

        assertThatThrownBy(() -> run(run.at("tell"), with))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID));
        assertThat(server.requests()).isEmpty();
    }

    private LocalServer answer(String head) throws IOException {
        LocalServer made = LocalServer.answering(head, "");
        server = made;
        return made;
    }

    private JsonNode run(StepContext context, String with) {
        ObjectNode complete = (ObjectNode) Json.parse(with);
        if (server != null && !complete.has("url")) {
            complete.put("url", server.url("/hook"));
        }
        return step.run(context, complete);
    }

    private static Map<String, List<String>> headers(String request) {
        return request.lines()
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(header -> header[0].toLowerCase(Locale.ROOT), header -> List.of(header[1])));
    }
}
