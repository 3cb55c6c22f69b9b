package dev.millrace.jobs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job's row. {@code request} is what was asked for, {@code result} what the kind has found so far; {@code remaining} is
 * how much longer it took as seen at {@code markedAt}; {@code occasion} the time of a schedule that it is for.
 */
public record Job(
        JobRef ref,
        JobKind kind,
        String name,
        JobStatus status,
        JsonNode request,
        Priority priority,
        String workflowId,
        @Nullable String runId,
        int startAttempts,
        JsonNode result,
        double progress,
        @Nullable Duration remaining,
        @Nullable Instant markedAt,
        @Nullable JobFailure error,
        @Nullable String traceId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Occasion occasion) {
    private static final double ENOUGH_TO_TELL = 0.1;
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Null while it cannot be said: early on, while nothing works on the job, and when nothing was heard of it lately. */
    public @Nullable Instant estimatedCompletion(Instant now) {
        boolean told = status == JobStatus.RUNNING && progress >= ENOUGH_TO_TELL;
        if (!told || remaining == null || markedAt == null || now.isAfter(markedAt.plus(SILENCE))) {
            return null;
        }
        Instant expected = markedAt.plus(remaining);
        return expected.isAfter(now) ? expected : now;
    }
}
