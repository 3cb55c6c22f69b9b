package dev.millrace.tuning;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a trial. */
sealed interface Ended {
    Duration duration();

    record Completed(double value, Map<String, Double> metrics, Duration duration) implements Ended {}

    /** @param loss of the last report, null where it was not a number */
    record Pruned(int step, @Nullable Double loss, Duration duration) implements Ended {}

    record Failed(String reason, Duration duration) implements Ended {}

    /** The study has ended in the middle of it. */
    record Cancelled(Duration duration) implements Ended {}
}
