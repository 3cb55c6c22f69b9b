package dev.millrace.jobs;

import org.jspecify.annotations.Nullable;

/** The live state that a query answers: the status and the step being worked on, null before the first and after the last. */
public record JobState(JobStatus status, @Nullable String step) {}
