package dev.millrace.automl;

import dev.millrace.jobs.JobRef;

/** The argument of the workflow. */
public record AutomlRequest(JobRef job, AutomlSpec spec) {}
