package dev.millrace.tuning;

import dev.millrace.problems.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How much a study may do; null is what stays as it is. */
public record Budget(
        @Nullable Integer maxTrials,
        @Nullable Integer maxParallel,
        @Nullable Duration timeout) {
    private static final Duration LONGEST = Duration.ofDays(365);

    public Budget {
        check(maxTrials, maxParallel, timeout);
    }

    static void check(@Nullable Integer maxTrials, @Nullable Integer maxParallel, @Nullable Duration timeout) {
        if (maxTrials != null && (maxTrials < 1 || maxTrials > TuningSpec.MOST_TRIALS)) {
            throw Problem.invalid("/max_trials", "max_trials is 1 to " + TuningSpec.MOST_TRIALS);
        }
        if (maxParallel != null && (maxParallel < 1 || maxParallel > TuningSpec.MOST_PARALLEL)) {
            throw Problem.invalid("/max_parallel", "max_parallel is 1 to " + TuningSpec.MOST_PARALLEL);
        }
        if (timeout != null && (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST) > 0)) {
            throw Problem.invalid("/timeout", "timeout is one second (PT1S) to 365 days");
        }
    }
}
