package dev.millrace.training;

import dev.millrace.datasets.DatasetId;
import dev.millrace.problems.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows come from. Without {@code features} every column but the target and the split column is one. The test
 * rows come from {@code splitColumn} (values {@code train} and {@code test}), from {@code testDatasetId}, or else from the
 * {@link ValidationConfig}.
 */
public record TrainingData(
        DatasetId datasetId,
        String target,
        @Nullable List<String> features,
        @Nullable String splitColumn,
        @Nullable DatasetId testDatasetId) {
    public TrainingData {
        if (target == null || target.isBlank()) {
            throw Problem.invalid("/training_data/target", "target names the column to predict");
        }
        features = features == null ? null : List.copyOf(features);
        if (features != null && features.isEmpty()) {
            throw Problem.invalid(
                    "/training_data/features", "features is either absent (all columns but the target) or not empty");
        }
        if (features != null && features.contains(target)) {
            throw Problem.invalid("/training_data/features", "the target " + target + " cannot be a feature as well");
        }
        if (splitColumn != null && testDatasetId != null) {
            throw Problem.invalid(
                    "/training_data/split_column",
                    "give split_column or test_dataset_id, not both: each names the test rows");
        }
    }
}
