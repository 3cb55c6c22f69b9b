package dev.millrace.jobs;

import org.jspecify.annotations.Nullable;

/** Which jobs to list; null lets all pass. */
public record JobFilter(
        @Nullable JobKind kind,
        @Nullable JobStatus status,
        @Nullable String name) {
    public static final JobFilter ALL = new JobFilter(null, null, null);
}
