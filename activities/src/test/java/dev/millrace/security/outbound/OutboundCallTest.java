package dev.millrace.security.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundCallTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "é", "(a)"})
    void refusesWhatIsNoHeaderName(String name) {
        assertInvalid(name, "value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nHost: internal", "a\nb", "a\rb", "a\0b", "\u0085", "é", "\u560a"})
    void refusesValuesThatCouldBeginAnotherHeader(String value) {
        assertInvalid("X-Name", value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host", "content-length", "Transfer-Encoding", "CONNECTION", "Upgrade", "Proxy-Authorization"})
    void refusesHeadersOfTheConnection(String name) {
        assertInvalid(name, "x");
    }

    @Test
    void knowsAHeaderByItsNameInAnyCase() {
        assertThat(call("x-name", "a b\tc").headers().get("X-NAME")).isEqualTo("a b\tc");
    }

    private static void assertInvalid(String name, String value) {
        assertThatThrownBy(() -> call(name, value))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID));
    }

    private static OutboundCall call(String name, String value) {
        return new OutboundCall(
                "GET", "http://example.com", Map.of(name, value), null, Duration.ofSeconds(1), 1_000, true);
    }
}
