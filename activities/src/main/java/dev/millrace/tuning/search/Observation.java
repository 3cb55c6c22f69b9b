package dev.millrace.tuning.search;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sampler knows of a trial. {@code loss} is to be minimised: of a completed trial its value (negated where more is
 * better), of a pruned one its last report, null while it runs, when it failed, and when it was pruned before a report.
 * {@code steps} is how far a pruned trial got. Trials of the study this one was warmed up with have numbers below 0.
 */
public record Observation(
        int number,
        Map<String, Object> point,
        Outcome outcome,
        @Nullable Double loss,
        int steps) {
    /** How a trial stands. */
    public enum Outcome {
        RUNNING,
        COMPLETED,
        PRUNED,
        FAILED
    }
}
