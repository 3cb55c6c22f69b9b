package dev.millrace.training;

import dev.millrace.datasets.ColumnSummary;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Dataset;
import dev.millrace.problems.Problem;
import org.jspecify.annotations.Nullable;

/** Whether the column to predict holds what the task needs. */
final class TargetCheck {
    private static final String TARGET = "/training_data/target";
    private static final int FEWEST_ROWS = 2;

    private TargetCheck() {}

    static void check(TrainingSpec spec, Dataset dataset) {
        String name = spec.trainingData().target();
        if (name == null) {
            return;
        }
        ColumnSummary target = dataset.column(name).orElseThrow();
        switch (spec.task()) {
            case CLASSIFICATION -> classes(target);
            case REGRESSION, FORECASTING -> values(spec.task(), dataset, target);
            case CLUSTERING -> {}
            case ANOMALY_DETECTION -> anomalies(target, spec.validationConfig().positiveClass());
        }
    }

    private static void classes(ColumnSummary target) {
        if (target.distinct() < 2) {
            throw Problem.invalid(
                    TARGET,
                    "a classification needs a target of at least two classes; " + target.name()
                            + (target.distinct() == 0 ? " has no value" : " has the same value in all rows"));
        }
        if (target.distinct() > Target.MOST_CLASSES) {
            throw Problem.invalid(
                    TARGET,
                    "a classification takes at most " + Target.MOST_CLASSES + " classes; " + target.name() + " has "
                            + target.distinct() + " different values; for a number choose the task regression");
        }
    }

    private static void anomalies(ColumnSummary target, @Nullable String positive) {
        if (target.distinct() == 0) {
            throw Problem.invalid(TARGET, target.name() + " has no value; " + KnownAnomalies.allowed());
        }
        KnownAnomalies.requireType(target.name(), target.type());
        boolean numbers = target.type() == ColumnType.INTEGER || target.type() == ColumnType.NUMBER;
        boolean others = numbers && !(isFlag(target.min()) && isFlag(target.max()));
        if (target.distinct() > 2 || others) {
            throw Problem.invalid(
                    TARGET,
                    target.name()
                            + (others ? " holds other numbers than 0 and 1; " : " has more than two values; ")
                            + KnownAnomalies.allowed());
        }
        KnownAnomalies.requirePositive(target.name(), target.type(), positive);
    }

    private static void values(Task task, Dataset dataset, ColumnSummary target) {
        long known = dataset.rows() - target.missing();
        if (known < FEWEST_ROWS) {
            throw Problem.invalid(
                    TARGET,
                    "a " + task.wire() + " needs at least " + FEWEST_ROWS + " rows with a known target; "
                            + target.name() + " has " + known);
        }
    }

    private static boolean isFlag(@Nullable Number value) {
        return value != null && (value.doubleValue() == 0 || value.doubleValue() == 1);
    }
}
