package dev.millrace.pipelines;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user's own workflow; {@code version} is its newest. */
public record Definition(
        DefinitionId id,
        String name,
        @Nullable String description,
        int version,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {}
