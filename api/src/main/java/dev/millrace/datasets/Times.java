package dev.millrace.datasets;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as a table holds them, in seconds. */
final class Times {
    private static final double MICROS = 1e6;

    private Times() {}

    static Instant of(double seconds) {
        return Instant.EPOCH.plus(Math.round(seconds * MICROS), ChronoUnit.MICROS);
    }
}
