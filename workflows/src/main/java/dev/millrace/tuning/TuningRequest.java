package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;

/** The argument of a study's workflow. {@code continued}: an earlier run of it has begun, and its history had grown long. */
public record TuningRequest(JobRef job, boolean continued) {}
