package dev.millrace.pipelines.document;

import java.time.Duration;

/** The bounds of durations in documents. */
final class Durations {
    static final Duration SECOND = Duration.ofSeconds(1);
    static final Duration DAY = Duration.ofDays(1);
    static final Duration YEAR = Duration.ofDays(365);
    static final Duration MOMENT = Duration.ofMillis(1);

    private Durations() {}

    /** As people write it: P365D, not PT8760H. */
    static String days(Duration duration) {
        return duration.equals(Duration.ofDays(duration.toDays()))
                ? "P" + duration.toDays() + "D"
                : duration.toString();
    }
}
