package dev.millrace.jobs;

import dev.millrace.artifacts.ArtifactHandle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One step of a job as users see it. A large output is null here and in {@code outputArtifact} instead; {@code parent} is the
 * step that it is a part of, {@code takenFrom} the job that did it when that was another one.
 */
public record JobStep(
        String id,
        String type,
        StepStatus status,
        Instant startedAt,
        @Nullable Instant completedAt,
        int attempts,
        @Nullable JsonNode input,
        @Nullable JsonNode output,
        @Nullable JobFailure error,
        @Nullable ArtifactHandle outputArtifact,
        @Nullable String parent,
        @Nullable JobId takenFrom) {}
