package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.models.CrossValidation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Metrics on the test rows by name (the mean over the folds where there are several), the handle of the larger report
 * (confusion matrix, curves, importances), and the single folds; null when the rows were set apart once.
 */
public record Evaluation(
        Map<String, Double> metrics,
        ArtifactHandle report,
        @Nullable CrossValidation crossValidation) {}
