package dev.millrace.prediction;

import dev.millrace.jobs.JobRef;

/** The argument of a batch prediction workflow. The rows and the model stay where they are; the job's row names them. */
public record BatchPredictionRequest(JobRef job) {}
