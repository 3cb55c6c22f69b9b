package dev.millrace.automl;

import dev.millrace.models.ModelId;
import java.util.Map;

/** The registered version, its metrics, and whether it was deployed. */
public record AutomlResult(ModelId modelId, int modelVersion, Map<String, Double> metrics, boolean deployed) {}
