package dev.millrace.pipelines.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void readsSecondsAndDates() {
        assertThat(RetryAfter.of(" 120 ", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.of("Sun, 01 Mar 2026 12:05:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "-5", "0", "1e9", "99999999999999999999", "Sun, 01 Mar 2026 11:00:00 GMT", "١٢"})
    void passesOverWhatIsUnreadableOrPast(String header) {
        assertThat(RetryAfter.of(header, NOW)).isNull();
    }

    @Test
    void isNothingWhereThereIsNoHeader() {
        assertThat(RetryAfter.of(null, NOW)).isNull();
    }
}
