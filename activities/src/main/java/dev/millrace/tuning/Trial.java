package dev.millrace.tuning;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One try: an algorithm with its parameters, and what came of it. {@code value} is the objective's metric on the validation
 * rows, null without a result; {@code duration} is that of the attempt that ended it; {@code attempts} counts all.
 */
public record Trial(
        int number,
        TrialStatus status,
        Candidate candidate,
        boolean enqueued,
        @Nullable Double value,
        Map<String, Double> metrics,
        @Nullable Integer lastStep,
        @Nullable Double lastReport,
        @Nullable String error,
        int attempts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Duration duration) {}
