package dev.millrace.training;

import dev.millrace.jobs.JobRef;

/** The argument of a training workflow. */
public record TrainingRequest(JobRef job, TrainingSpec spec) {}
