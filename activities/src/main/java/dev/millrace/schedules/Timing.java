package dev.millrace.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.problems.Problem;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a schedule runs: by {@code cron} in a time zone, or every {@code interval}, counted from midnight UTC of 1970-01-01. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Timing(
        @Nullable String cron, @Nullable Duration interval, String timezone, Overlap overlap, Duration catchupWindow) {
    public static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);
    private static final Duration USUAL_WINDOW = Duration.ofDays(1);

    public Timing {
        timezone = Objects.requireNonNullElse(timezone, "UTC");
        overlap = Objects.requireNonNullElse(overlap, Overlap.SKIP);
        catchupWindow = Objects.requireNonNullElse(catchupWindow, USUAL_WINDOW);
        if ((cron == null) == (interval == null)) {
            throw Problem.invalid("/cron", "either cron or interval is required, and not both");
        }
        if (cron != null) {
            cron = String.join(" ", cron.strip().split("\\s+"));
            Cron.parse(cron);
        }
        if (interval != null) {
            requireSeconds("/interval", interval, SHORTEST_INTERVAL);
        }
        requireSeconds("/catchup_window", catchupWindow, SHORTEST_WINDOW);
        if (!ZoneId.getAvailableZoneIds().contains(timezone) || timezone.startsWith("SystemV/")) {
            throw Problem.invalid(
                    "/timezone", "timezone is a name of the IANA time zone database such as Europe/Berlin, or UTC");
        }
    }

    NominalTimes times() {
        return NominalTimes.of(this);
    }

    private static void requireSeconds(String pointer, Duration value, Duration shortest) {
        if (value.compareTo(shortest) < 0
                || value.compareTo(LONGEST) > 0
                || !value.equals(Duration.ofSeconds(value.toSeconds()))) {
            throw Problem.invalid(
                    pointer,
                    pointer.substring(1) + " is " + shortest + " to " + LONGEST + " (365 days), in whole seconds");
        }
    }
}
