package dev.millrace.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.problems.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the model is judged: by one part of the rows, {@code testSize} of them (0 to 1, exclusive), or by each of
 * {@code folds} parts in turn; {@code seed} draws them. With {@code refit} the registered model is fitted again on all
 * rows, while the metrics stay those of the validation.
 */
public record ValidationConfig(
        Strategy strategy,
        Double testSize,
        Integer folds,
        Long seed,
        @Nullable String positiveClass,
        Boolean refit) {
    public static final int MOST_FOLDS = 20;

    private static final int USUAL_FOLDS = 5;

    @SuppressWarnings("NullAway") // the constructor fills in what is absent
    public static final ValidationConfig DEFAULT = new ValidationConfig(null, null, null, null, null, null);

    private static final int USUAL_ORIGINS = 5;

    /** What a task is judged by unless something else is asked for. */
    @SuppressWarnings("NullAway") // the constructor fills in what is absent
    public static ValidationConfig usual(Task task) {
        return of(task, null, null, null, null, null, null);
    }

    /** The same as the constructor, but for what depends on the task. */
    @SuppressWarnings("NullAway") // the constructor fills in what is absent
    public static ValidationConfig of(
            Task task,
            @Nullable Strategy strategy,
            @Nullable Double testSize,
            @Nullable Integer folds,
            @Nullable Long seed,
            @Nullable String positiveClass,
            @Nullable Boolean refit) {
        boolean forecast = task == Task.FORECASTING;
        return new ValidationConfig(
                forecast && strategy == null ? Strategy.TIME_ORDERED : strategy,
                testSize,
                forecast && folds == null ? Integer.valueOf(USUAL_ORIGINS) : folds,
                seed,
                positiveClass,
                refit);
    }

    public ValidationConfig {
        strategy = strategy == null ? Strategy.HOLDOUT : strategy;
        testSize = testSize == null ? Double.valueOf(0.2) : testSize;
        folds = folds == null ? Integer.valueOf(strategy.usualFolds()) : folds;
        seed = seed == null ? Long.valueOf(42) : seed;
        refit = refit == null ? Boolean.TRUE : refit;
        if (!(testSize > 0 && testSize < 1)) {
            throw Problem.invalid(
                    "/validation_config/test_size", "test_size is a share of the rows between 0 and 1, exclusive");
        }
        if (folds < strategy.fewestFolds() || folds > MOST_FOLDS) {
            throw Problem.invalid(
                    "/validation_config/folds",
                    "folds is " + strategy.fewestFolds() + " to " + MOST_FOLDS + " for the strategy "
                            + strategy.wire());
        }
        if (!refit && strategy.rounds(folds) > 1) {
            throw Problem.invalid(
                    "/validation_config/refit",
                    "each of the " + folds + " folds makes a model of its own, and none of them is the one to register:"
                            + " leave refit on, or choose the strategy holdout");
        }
    }

    /** How many models are judged, each by rows of its own. */
    public int rounds() {
        return strategy.rounds(folds);
    }

    ValidationConfig withoutRefit() {
        return new ValidationConfig(strategy, testSize, folds, seed, positiveClass, false);
    }

    /** Whether a model judged on {@code testRows} held-out rows is fitted again on all of them. */
    boolean refitsAfter(long testRows) {
        return refit && testRows > 0;
    }

    /** @throws Problem when the data name columns that this strategy has no use for, or lack those that it needs */
    void check(TrainingData data) {
        requireExactly("group_column", data.groupColumn(), strategy == Strategy.GROUP, Strategy.GROUP);
        requireExactly("time_column", data.timeColumn(), strategy == Strategy.TIME_ORDERED, Strategy.TIME_ORDERED);
        if (strategy != Strategy.HOLDOUT) {
            refuse("split_column", data.splitColumn());
            refuse("test_dataset_id", data.testDatasetId());
        }
    }

    private void requireExactly(String field, @Nullable String column, boolean needed, Strategy owner) {
        if (needed && column == null) {
            throw Problem.invalid(
                    "/training_data/" + field,
                    "the strategy " + owner.wire() + " needs " + field + ": a column's name");
        }
        if (!needed && column != null) {
            throw Problem.invalid(
                    "/training_data/" + field,
                    field + " belongs to the strategy " + owner.wire() + "; the strategy here is " + strategy.wire());
        }
    }

    private void refuse(String field, @Nullable Object given) {
        if (given != null) {
            throw Problem.invalid(
                    "/training_data/" + field,
                    field + " names the test rows, and so does the strategy " + strategy.wire()
                            + ": leave one of them out");
        }
    }

    /** The ways to set rows apart. */
    public enum Strategy {
        @JsonProperty("holdout")
        HOLDOUT,
        @JsonProperty("cross_validation")
        CROSS_VALIDATION,
        @JsonProperty("group")
        GROUP,
        @JsonProperty("time_ordered")
        TIME_ORDERED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** A holdout takes the number as well, and has no use for it. */
        private int fewestFolds() {
            return switch (this) {
                case HOLDOUT, TIME_ORDERED -> 1;
                case CROSS_VALIDATION, GROUP -> 2;
            };
        }

        private int usualFolds() {
            return switch (this) {
                case HOLDOUT, TIME_ORDERED -> 1;
                case CROSS_VALIDATION, GROUP -> USUAL_FOLDS;
            };
        }

        private int rounds(int folds) {
            return this == HOLDOUT ? 1 : folds;
        }
    }
}
