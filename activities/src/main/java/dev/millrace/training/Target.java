package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.List;

/** The column to predict, as numbers: the index of the class, or the value; NaN where it is missing or not a known class. */
record Target(String name, List<String> classes, double[] values) {
    static final int MOST_CLASSES = 1000;

    static Target of(Task task, Column column) {
        return switch (task) {
            case REGRESSION -> regression(column);
            case CLUSTERING, ANOMALY_DETECTION, FORECASTING ->
                throw new IllegalArgumentException(task.wire() + " learns from no column of this kind");
            case CLASSIFICATION -> new Target(column.name(), ClassLabels.in(column), new double[0]).read(column);
        };
    }

    /** Of a task that learns from the features alone: nothing is known of any row, and none is left out for it. */
    static Target none(int rows) {
        return new Target("", List.of(), new double[rows]);
    }

    /** The same target in other rows, with the same classes. */
    Target read(Column column) {
        return new Target(name, classes, classes.isEmpty() ? numbers(column) : ClassLabels.indexes(column, classes));
    }

    boolean missing(int row) {
        return Double.isNaN(values[row]);
    }

    private static Target regression(Column column) {
        boolean number = column.type() == ColumnType.INTEGER || column.type() == ColumnType.NUMBER;
        if (!number) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "a regression predicts a number, but " + column.name() + " holds none; choose a column of type"
                            + " integer or number, or the task classification");
        }
        return new Target(column.name(), List.of(), numbers(column));
    }

    private static double[] numbers(Column column) {
        if (!(column instanceof Column.Numeric numeric)) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "the target " + column.name() + " of the test rows is not a number");
        }
        double[] values = numeric.values().clone();
        for (int row = 0; row < values.length; row++) {
            if (Double.isInfinite(values[row])) {
                values[row] = Double.NaN;
            }
        }
        return values;
    }
}
