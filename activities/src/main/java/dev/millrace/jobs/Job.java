package dev.millrace.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A job's row. {@code request} is what was asked for, {@code result} what the kind has found so far. */
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
        @Nullable JobFailure error,
        @Nullable String traceId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {}
