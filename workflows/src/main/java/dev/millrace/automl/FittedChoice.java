package dev.millrace.automl;

import dev.millrace.artifacts.ArtifactHandle;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fitted model by handle, and its metrics on the test rows that the data name; null where they name none. */
public record FittedChoice(ArtifactHandle model, @Nullable Map<String, Double> testMetrics) {}
