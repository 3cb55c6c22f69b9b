package dev.millrace.training;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the model is to be judged. */
public record ValidationRequest(
        @Schema(
                description =
                        "holdout unless given: some rows are set apart, of each class its share. cross_validation: each of several folds in turn. group: folds that keep the rows of a group together. time_ordered: the last rows, or with folds an expanding window; forecasting has no other. Clustering is judged by its own rows.")
        ValidationConfig.@Nullable Strategy strategy,

        @Schema(
                description =
                        "The share of rows set apart by holdout, and by time_ordered without folds; 0.2 unless given.",
                minimum = "0",
                exclusiveMinimum = true,
                maximum = "1",
                exclusiveMaximum = true,
                example = "0.2")
        @Nullable
        Double testSize,

        @Schema(
                description =
                        "2 to 20 folds of cross_validation and group, 5 unless given; 1 to 20 of time_ordered, 1 unless given, and 5 for forecasting. Not used by holdout.",
                minimum = "1",
                maximum = "20",
                example = "5")
        @Nullable
        Integer folds,

        @Schema(
                description = "What chance is drawn from; 42 unless given. The same seed gives the same model.",
                example = "42")
        @Nullable
        Long seed,

        @Schema(
                description =
                        "The class that precision, recall and f1 are about; null: the second of 0/1 or false/true, else the mean over classes.",
                example = "null")
        @Nullable
        String positiveClass,

        @Schema(
                description =
                        "Whether the registered model is fitted again on all rows; true unless given, and with several folds always.")
        @Nullable
        Boolean refit) {
    @SuppressWarnings("NullAway") // the configuration fills in what is absent
    public ValidationConfig config(Task task) {
        return ValidationConfig.of(task, strategy, testSize, folds, seed, positiveClass, refit);
    }
}
