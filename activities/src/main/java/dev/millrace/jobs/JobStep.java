package dev.millrace.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One step of a job as users see it. */
public record JobStep(
        String id,
        String type,
        StepStatus status,
        Instant startedAt,
        @Nullable Instant completedAt,
        int attempts,
        @Nullable JsonNode input,
        @Nullable JsonNode output,
        @Nullable JobFailure error) {}
