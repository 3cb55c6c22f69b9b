package dev.millrace.training;

import dev.millrace.datasets.DatasetId;
import dev.millrace.problems.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows come from. Without {@code features} every column is one that has no other part to play. The test rows
 * come from {@code splitColumn} (it holds train or test), from {@code testDatasetId}, or else from the
 * {@link ValidationConfig}: by {@code groupColumn}, whose groups stay together, or in the order of {@code timeColumn}.
 * Which of them a {@link Task} needs is checked by {@link TrainingSpec}; {@code horizon} counts the steps of a forecast.
 * {@code text} names the features that are read as texts, word by word; other columns of strings hold categories.
 */
public record TrainingData(
        DatasetId datasetId,
        @Nullable String target,
        @Nullable List<String> features,
        @Nullable String splitColumn,
        @Nullable DatasetId testDatasetId,
        @Nullable String groupColumn,
        @Nullable String timeColumn,
        @Nullable Integer horizon,
        Map<String, TextEncoding> text) {
    public static final int LONGEST_HORIZON = 10_000;

    public TrainingData {
        // Jobs of earlier releases do not say it.
        text = text == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(text));
        if (target != null && target.isBlank()) {
            throw Problem.invalid("/training_data/target", "target names the column to predict");
        }
        if (horizon != null && (horizon < 1 || horizon > LONGEST_HORIZON)) {
            throw Problem.invalid("/training_data/horizon", "horizon is a number of steps, 1 to " + LONGEST_HORIZON);
        }
        features = features == null ? null : List.copyOf(features);
        if (features != null && features.isEmpty()) {
            throw Problem.invalid(
                    "/training_data/features", "features is either absent (all columns but the target) or not empty");
        }
        if (features != null && target != null && features.contains(target)) {
            throw Problem.invalid("/training_data/features", "the target " + target + " cannot be a feature as well");
        }
        if (splitColumn != null && testDatasetId != null) {
            throw Problem.invalid(
                    "/training_data/split_column",
                    "give split_column or test_dataset_id, not both: each names the test rows");
        }
        if ((target != null && target.equals(groupColumn))
                || (features != null && groupColumn != null && features.contains(groupColumn))) {
            throw Problem.invalid(
                    "/training_data/group_column", "the group column cannot be the target or a feature as well");
        }
        if (target != null && target.equals(timeColumn)) {
            throw Problem.invalid("/training_data/time_column", "the time column cannot be the target as well");
        }
    }

    /** Rows whose test part the {@link ValidationConfig} chooses by chance. */
    public TrainingData(
            DatasetId datasetId,
            @Nullable String target,
            @Nullable List<String> features,
            @Nullable String splitColumn,
            @Nullable DatasetId testDatasetId) {
        this(datasetId, target, features, splitColumn, testDatasetId, null, null, null, Map.of());
    }

    /** The column to predict, of a task that has one. */
    public String requireTarget() {
        if (target == null) {
            throw new IllegalStateException("the training has no target");
        }
        return target;
    }

    /** The columns that are features only when {@code features} names them, if at all. */
    public Set<String> otherwiseUsed() {
        Set<String> used = new LinkedHashSet<>();
        for (String column : new @Nullable String[] {target, splitColumn, groupColumn, timeColumn}) {
            if (column != null) {
                used.add(column);
            }
        }
        return used;
    }
}
