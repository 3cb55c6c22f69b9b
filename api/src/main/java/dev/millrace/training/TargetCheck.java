package dev.millrace.training;

import dev.millrace.datasets.ColumnSummary;
import dev.millrace.datasets.Dataset;
import dev.millrace.problems.Problem;

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
            case CLUSTERING, ANOMALY_DETECTION -> {}
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

    private static void values(Task task, Dataset dataset, ColumnSummary target) {
        long known = dataset.rows() - target.missing();
        if (known < FEWEST_ROWS) {
            throw Problem.invalid(
                    TARGET,
                    "a " + task.wire() + " needs at least " + FEWEST_ROWS + " rows with a known target; "
                            + target.name() + " has " + known);
        }
    }
}
