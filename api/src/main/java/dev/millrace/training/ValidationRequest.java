package dev.millrace.training;

import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the model is to be judged. */
record ValidationRequest(
        @Schema(description = "holdout unless given: some rows are set apart, of each class its share.")
        ValidationConfig.@Nullable Strategy strategy,

        @Schema(
                description = "The share of rows set apart; 0.2 unless given.",
                minimum = "0",
                exclusiveMinimum = true,
                maximum = "1",
                exclusiveMaximum = true,
                example = "0.2")
        @Nullable
        Double testSize,

        @Schema(description = "Not used by holdout.", minimum = "2", example = "5") @Nullable
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

        @Schema(description = "Whether the registered model is fitted again on all rows; true unless given.") @Nullable
        Boolean refit) {
    private static final int FEWEST_FOLDS = 2;

    ValidationRequest {
        if (folds != null && folds < FEWEST_FOLDS) {
            throw Problem.invalid("/validation_config/folds", "folds is 2 or more");
        }
    }

    @SuppressWarnings("NullAway") // the configuration fills in what is absent
    ValidationConfig config() {
        return new ValidationConfig(strategy, testSize, seed, positiveClass, refit);
    }
}
