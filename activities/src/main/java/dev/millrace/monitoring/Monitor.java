package dev.millrace.monitoring;

import dev.millrace.jobs.JobId;
import dev.millrace.models.ModelId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A model that somebody wants watched, or wanted once. {@code job} is the open watch. */
public record Monitor(
        ModelId model,
        MonitorSettings settings,
        long revision,
        @Nullable JobId job,
        String updatedBy,
        Instant updatedAt) {}
