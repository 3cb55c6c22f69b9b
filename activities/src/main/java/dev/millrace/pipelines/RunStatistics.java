package dev.millrace.pipelines;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a definition's runs went. {@code successRate} is completed runs by ended ones, null when none has ended;
 * {@code durationP50} the median time from start to end of the completed ones.
 */
public record RunStatistics(
        long runs, @Nullable Double successRate, @Nullable Duration durationP50) {
    static final RunStatistics NONE = new RunStatistics(0, null, null);
}
