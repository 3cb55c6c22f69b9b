package dev.millrace.training;

import dev.millrace.datasets.ColumnSummary;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Dataset;
import dev.millrace.problems.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether the rows can be cut into folds, as far as the statistics of their columns tell. */
final class FoldCheck {
    private FoldCheck() {}

    static void check(TrainingSpec spec, Dataset dataset) {
        ValidationConfig config = spec.validationConfig();
        switch (config.strategy()) {
            case HOLDOUT -> {}
            case CROSS_VALIDATION -> rows(spec, dataset);
            case GROUP -> groups(config, column(dataset, spec.trainingData().groupColumn()));
            case TIME_ORDERED -> {
                times(config, column(dataset, spec.trainingData().timeColumn()));
                if (spec.task() == Task.FORECASTING) {
                    ColumnSummary target = column(dataset, spec.trainingData().target());
                    RollingOrigins.require(spec, dataset.rows() - target.missing());
                }
            }
        }
    }

    private static void rows(TrainingSpec spec, Dataset dataset) {
        ValidationConfig config = spec.validationConfig();
        String target = spec.trainingData().target();
        boolean needed = target != null && spec.task() != Task.ANOMALY_DETECTION;
        long known = dataset.rows() - (needed ? column(dataset, target).missing() : 0);
        if (known < config.folds()) {
            throw Problem.invalid(
                    "/validation_config/folds",
                    "there are " + known + " rows with a known target, fewer than the " + config.folds() + " folds");
        }
    }

    private static void groups(ValidationConfig config, ColumnSummary groups) {
        String pointer = "/training_data/group_column";
        requireNothingMissing(pointer, "group", groups);
        if (groups.distinct() < config.folds()) {
            throw Problem.invalid(
                    pointer,
                    "the group column " + groups.name() + " has " + groups.distinct()
                            + " different values, fewer than the " + config.folds()
                            + " folds; each fold needs a group of its own");
        }
    }

    private static void times(ValidationConfig config, ColumnSummary times) {
        String pointer = "/training_data/time_column";
        if (times.type() == ColumnType.STRING || times.type() == ColumnType.BOOLEAN) {
            throw Problem.invalid(
                    pointer,
                    "the time column is of type timestamp, integer or number; " + times.name() + " is of type "
                            + times.type().name().toLowerCase(Locale.ROOT));
        }
        requireNothingMissing(pointer, "time", times);
        if (times.distinct() <= config.rounds()) {
            throw Problem.invalid(
                    pointer,
                    "rows of the same time stay together, and the time column " + times.name() + " has "
                            + times.distinct() + " different values; " + (config.rounds() + 1) + " are needed");
        }
    }

    private static void requireNothingMissing(String pointer, String what, ColumnSummary column) {
        if (column.missing() > 0) {
            throw Problem.invalid(
                    pointer,
                    "the " + what + " column has a value in every row; " + column.name() + " lacks "
                            + column.missing());
        }
    }

    private static ColumnSummary column(Dataset dataset, @Nullable String name) {
        if (name == null) {
            throw new IllegalStateException("the specification does not name the column");
        }
        return dataset.column(name).orElseThrow();
    }
}
