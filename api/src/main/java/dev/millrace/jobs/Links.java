package dev.millrace.jobs;

import org.jspecify.annotations.Nullable;

/** Paths to a job and its events, and the address of its run in Temporal's Web UI. */
public record Links(String self, String events, @Nullable String temporalUi) {}
