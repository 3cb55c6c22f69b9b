package dev.millrace.pipelines.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.outbound.LocalServer;
import dev.millrace.security.outbound.Outbound;
import dev.millrace.security.outbound.TestOutbound;
import dev.millrace.tenancy.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class HttpStepIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final Outbound outbound = TestOutbound.allowing("127.0.0.1");
    private final HttpStep step = new HttpStep(outbound);
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
    void givesTheJsonThatTheServiceAnswers() throws IOException {
        answer(
                "HTTP/1.1 200 OK\r\nContent-Type: application/problem+json; charset=utf-8\r\nSet-Cookie: s=1",
                "{\"a\": [1]}");

        JsonNode output = run("{}");

        assertThat(output).isEqualTo(Json.parse("""
                {"status": 200,
                 "headers": {"content-length": "10", "content-type": "application/problem+json; charset=utf-8"},
                 "body": {"a": [1]}}
                """));
        assertThat(run.told()).singleElement().asString().contains("GET", "answered 200", "10 bytes");
    }

    @Test
    void sendsAKeyThatIsTheSameForEveryAttemptAtTheStep() throws IOException {
        answer("HTTP/1.1 200 OK", "");

        run("{\"method\": \"POST\", \"json\": {\"b\": 1, \"a\": null}}");
        run("{\"method\": \"POST\", \"json\": {\"b\": 1, \"a\": null}}");

        assertThat(requests())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request)
                        .startsWith("POST / HTTP/1.1\r\n")
                        .contains(
                                "Idempotency-Key: " + OneStep.JOB + "/pay[2].card\r\n",
                                "User-Agent: Millrace/test\r\n",
                                "Content-Type: application/json\r\n")
                        .doesNotContain("traceparent")
                        .endsWith("\r\n\r\n{\"b\":1,\"a\":null}"));
    }

    @Test
    void sendsWhatTheUserGaveInsteadOfItsOwn() throws IOException {
        answer("HTTP/1.1 200 OK", "");

        run("""
                {"method": "PUT", "body": "a=b", "headers": {
                  "idempotency-key": "mine", "user-agent": "me", "CONTENT-TYPE": "application/x-www-form-urlencoded",
                  "X-Number": 5, "X-None": null}}
                """);

        assertThat(requests())
                .singleElement()
                .asString()
                .containsIgnoringCase("idempotency-key: mine\r\n")
                .containsIgnoringCase("user-agent: me\r\n")
                .containsIgnoringCase("content-type: application/x-www-form-urlencoded\r\n")
                .contains("X-Number: 5\r\n")
                .doesNotContain("X-None", OneStep.JOB, "text/plain", "Millrace");
    }

    @Test
    void addsTheQueryToThatOfTheUrl() throws IOException {
        LocalServer server = answer("HTTP/1.1 200 OK", "");

        run("{\"url\": \"" + server.url("/search?a=1#part")
                + "\", \"query\": {\"q\": \"b & c+d\", \"tag\": [\"x\", 2], \"none\": null, \"ü\": true}}");

        assertThat(requests().getFirst())
                .startsWith("GET /search?a=1&q=b%20%26%20c%2Bd&tag=x&tag=2&%C3%BC=true HTTP/1.1\r\n");
    }

    @Test
    void tellsTheServiceTheTraceOfTheRun() throws IOException {
        answer("HTTP/1.1 200 OK", "");
        try (var _ = MDC.putCloseable("trace_id", TRACE)) {
            run("{}");
        }

        assertThat(requests().getFirst()).containsPattern("traceparent: 00-" + TRACE + "-[0-9a-f]{16}-00\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void letsTimeHealWhatTheServiceIsToBlameFor(int status) throws IOException {
        answer("HTTP/1.1 " + status + " X\r\nRetry-After: 90", "out of order");

        assertThatThrownBy(() -> run("{}")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.UPSTREAM_FAILED);
            assertThat(problem.retryAfter()).contains(Duration.ofSeconds(90));
            assertThat(problem.detail()).contains("answered " + status + ": out of order");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {304, 400, 401, 403, 404, 409, 410, 422})
    void failsAtOnceForWhatAnotherAttemptWouldNotChange(int status) throws IOException {
        answer("HTTP/1.1 " + status + " X", "no\u0007\nsuch thing");

        assertFails(ProblemType.STEP_FAILED, () -> run("{\"query\": {\"token\": \"pass\"}}"))
                .hasMessageContaining("answered " + status)
                .message()
                .doesNotContain("pass", "\n", "\u0007");
    }

    @ParameterizedTest
    @CsvSource({"404, 404", "500, 500", "302, 302"})
    void takesTheStatusThatIsExpected(int status, int expected) throws IOException {
        answer("HTTP/1.1 " + status + " X\r\nLocation: http://169.254.169.254/", "");

        assertThat(run("{\"expect_status\": [201, " + expected + "]}")
                        .path("status")
                        .asInt())
                .isEqualTo(status);
    }

    @Test
    void failsForASuccessOtherThanTheExpectedOne() throws IOException {
        answer("HTTP/1.1 200 OK", "");

        assertFails(ProblemType.STEP_FAILED, () -> run("{\"expect_status\": [201]}"));
    }

    @Test
    void givesTextAsItIsAndNothingAsNull() throws IOException {
        answer("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=UTF-8", "5");
        assertThat(run("{}").path("body").asString()).isEqualTo("5");
        assertThat(run("{\"method\": \"HEAD\"}").path("body").isNull()).isTrue();
    }

    @Test
    void givesBytesOnlyWhereTheyAreWanted() throws IOException {
        answer("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream", "a\0b");

        assertFails(ProblemType.STEP_FAILED, () -> run("{}")).hasMessageContaining("binary: true");
        assertThat(run("{\"binary\": true}").path("body").asString()).isEqualTo("YQBi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "NaN", "{} {}", "<html>"})
    void failsForWhatPretendsToBeJson(String body) throws IOException {
        answer("HTTP/1.1 200 OK\r\nContent-Type: application/json", body);

        assertFails(ProblemType.STEP_FAILED, () -> run("{}")).hasMessageContaining("not JSON");
    }

    @Test
    void failsForAnAnswerLargerThanAllowed() throws IOException {
        answer("HTTP/1.1 200 OK", "x".repeat(101));

        assertFails(ProblemType.STEP_FAILED, () -> run("{\"max_bytes\": 100}")).hasMessageContaining("100 bytes");
        assertThat(run("{\"max_bytes\": 101}").path("body").asString()).hasSize(101);
    }

    @Test
    void doesNotCallThisMachineUnlessAllowed() throws IOException {
        LocalServer server = answer("HTTP/1.1 200 OK", "");
        try (Outbound strict = TestOutbound.allowing("")) {
            assertFails(
                    ProblemType.ADDRESS_REFUSED,
                    () -> new HttpStep(strict)
                            .run(run.at("call"), Json.parse("{\"url\": \"" + server.url("/") + "\"}")));
        }
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"timeout\": \"PT5M1S\"}",
                "{\"timeout\": \"PT0S\"}",
                "{\"timeout\": \"soon\"}",
                "{\"timeout\": \"-PT1S\"}",
                "{\"json\": {}}",
                "{\"method\": \"POST\", \"json\": {}, \"body\": \"\"}",
                "{\"headers\": {\"Host\": \"internal\"}}",
                "{\"headers\": {\"X\": \"a\\r\\nHost: b\"}}",
                "{\"headers\": {\"X\": {}}}",
                "{\"url\": []}",
                "{\"url\": \"http://\"}"
            })
    void refusesWhatCannotBeSent(String with) throws IOException {
        LocalServer server = answer("HTTP/1.1 200 OK", "");

        assertFails(ProblemType.INVALID, () -> run(with));
        assertThat(server.requests()).isEmpty();
    }

    private LocalServer answer(String head, String body) throws IOException {
        LocalServer made = LocalServer.answering(head, body);
        server = made;
        return made;
    }

    private List<String> requests() {
        return server == null ? List.of() : server.requests();
    }

    private JsonNode run(String with) {
        ObjectNode complete = (ObjectNode) Json.parse(with);
        if (server != null && !complete.has("url")) {
            complete.put("url", server.url("/"));
        }
        return step.run(run.at("pay[2].card"), complete);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            ProblemType type, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
