package dev.millrace.pipelines;

import dev.millrace.jobs.Priority;
import org.jspecify.annotations.Nullable;

/** Who asks for a run, and how soon it is to be worked on (null: as usual, in a fork or retry as the run before). */
public record SubmitOptions(
        @Nullable Priority priority,
        String actor,
        @Nullable String traceId,
        @Nullable String idempotencyKey) {}
