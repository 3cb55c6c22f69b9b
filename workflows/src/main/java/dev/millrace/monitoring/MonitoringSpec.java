package dev.millrace.monitoring;

import dev.millrace.models.ModelId;

/** What a monitoring job is about. */
public record MonitoringSpec(ModelId modelId) {}
