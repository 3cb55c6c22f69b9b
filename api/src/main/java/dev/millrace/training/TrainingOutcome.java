package dev.millrace.training;

import dev.millrace.models.CrossValidation;
import dev.millrace.models.ModelId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a training's row says of its result so far. */
record TrainingOutcome(
        Map<String, Double> metrics,
        EvaluationReport.@Nullable ConfusionMatrix confusionMatrix,
        @Nullable List<CrossValidation.Fold> folds,
        @Nullable Map<String, Double> sd,
        @Nullable ModelId modelId,
        @Nullable Integer modelVersion,
        @Nullable Boolean deployed) {
    TrainingOutcome {
        metrics = metrics == null ? Map.of() : metrics;
    }

    /** The metrics and, of a classification, the confusion matrix among them. */
    Map<String, Object> shownMetrics() {
        Map<String, Object> shown = new LinkedHashMap<>(metrics);
        if (confusionMatrix != null) {
            shown.put("confusion_matrix", confusionMatrix);
        }
        return shown;
    }
}
