package dev.millrace.training;

import dev.millrace.models.ModelId;
import java.util.Map;

/** What a training ends with: the registered version, its metrics on the test rows, and whether it was deployed. */
public record TrainingResult(ModelId modelId, int modelVersion, Map<String, Double> metrics, boolean deployed) {}
