package dev.millrace.monitoring;

import dev.millrace.jobs.JobRef;
import dev.millrace.models.ModelId;

/** The argument of the workflow that watches a model. How it is watched is in the model's settings, which may change. */
public record MonitoringRequest(JobRef job, ModelId model) {}
