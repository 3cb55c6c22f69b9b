package dev.millrace.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which jobs to list; null lets all pass. */
public record JobFilter(
        @Nullable JobKind kind,
        @Nullable JobStatus status,
        @Nullable String name,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore) {
    public static final JobFilter ALL = new JobFilter(null, null, null);

    public JobFilter(@Nullable JobKind kind, @Nullable JobStatus status, @Nullable String name) {
        this(kind, status, name, null, null);
    }
}
