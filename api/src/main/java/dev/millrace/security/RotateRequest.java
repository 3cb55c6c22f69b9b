package dev.millrace.security;

import dev.millrace.problems.Problem;
import java.time.Duration;

/** How long the old key still works beside the new one: an hour, if nothing is said. */
public record RotateRequest(Duration overlap) {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    public RotateRequest {
        overlap = overlap == null ? USUAL : overlap;
        if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
            throw Problem.invalid("/overlap", "overlap is PT0S to P30D");
        }
    }
}
