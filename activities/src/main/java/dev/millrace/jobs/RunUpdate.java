package dev.millrace.jobs;

import org.jspecify.annotations.Nullable;

/** A change that a run takes or refuses. The same {@code id} again is answered as the first time; null never is the same. */
public record RunUpdate(
        String workflowId, String name, @Nullable String id, Object argument) {}
