package dev.millrace.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NominalTimesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # a plain day, and a half-hour zone
                    0 3 * * *        | UTC                | 2026-11-22T02:00:00Z | 2026-11-22T03:00:00Z 2026-11-23T03:00:00Z
                    30 9 * * MON-FRI | Asia/Kolkata       | 2026-11-20T12:00:00Z | 2026-11-23T04:00:00Z 2026-11-24T04:00:00Z
                    # 02:30 does not come on 28 March 2027 in Berlin
                    30 2 * * *       | Europe/Berlin      | 2027-03-26T12:00:00Z | 2027-03-27T01:30:00Z 2027-03-29T00:30:00Z
                    # every hour by the clock goes on each hour over the gap
                    0 * * * *        | Europe/Berlin      | 2027-03-28T00:00:00Z | 2027-03-28T01:00:00Z 2027-03-28T02:00:00Z
                    # 01:30 comes twice on 7 November 2027 in New York
                    30 1 * * *       | America/New_York   | 2027-11-06T12:00:00Z | 2027-11-07T05:30:00Z 2027-11-07T06:30:00Z 2027-11-08T06:30:00Z
                    */30 1 7 11 *    | America/New_York   | 2027-11-07T05:30:00Z | 2027-11-07T06:00:00Z 2027-11-07T06:30:00Z
                    # the southern half: clocks go back in April
                    0 2 4 4 *        | Australia/Sydney   | 2027-01-01T00:00:00Z | 2027-04-03T15:00:00Z 2027-04-03T16:00:00Z
                    # day of month and day of week have to fit both: the first Monday
                    0 9 1-7 * MON    | UTC                | 2026-11-22T00:00:00Z | 2026-12-07T09:00:00Z 2027-01-04T09:00:00Z
                    0 0 29 FEB 7     | UTC                | 2026-11-22T00:00:00Z | 2032-02-29T00:00:00Z
                    """)
    void comeByTheClockOfTheirZone(String cron, String zone, Instant after, String expected) {
        NominalTimes times = cron(cron, zone).times();

        List<Instant> wanted =
                Arrays.stream(expected.split(" ")).map(Instant::parse).toList();
        assertThat(times.after(after, wanted.size())).isEqualTo(wanted);
    }

    @Test
    void countIntervalsFromTheEpochAndNotFromWhenTheyAreLookedAt() {
        NominalTimes times = every(Duration.ofSeconds(45)).times();

        assertThat(times.after(Instant.parse("1970-01-01T00:00:50.5Z"), 2))
                .containsExactly(Instant.ofEpochSecond(90), Instant.ofEpochSecond(135));
        assertThat(times.after(Instant.ofEpochSecond(90), 1)).containsExactly(Instant.ofEpochSecond(135));
    }

    @Test
    void haveTheFirstTimeOfARangeAndNotItsEnd() {
        NominalTimes times = every(Duration.ofMinutes(1)).times();

        assertThat(times.between(Instant.ofEpochSecond(60), Instant.ofEpochSecond(180), 10))
                .containsExactly(Instant.ofEpochSecond(60), Instant.ofEpochSecond(120));
        assertThat(times.between(Instant.ofEpochSecond(60), Instant.ofEpochSecond(100_000), 3))
                .hasSize(3);
    }

    private static Timing cron(String cron, String zone) {
        return new Timing(cron, null, zone, Overlap.SKIP, Duration.ofDays(1));
    }

    private static Timing every(Duration interval) {
        return new Timing(null, interval, "UTC", Overlap.SKIP, Duration.ofDays(1));
    }
}
