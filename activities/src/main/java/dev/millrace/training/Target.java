package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.Arrays;
import java.util.List;

/**
 * The column to predict, as numbers: the index of the class, or the value; NaN where it is missing or not a known class. A
 * target that is not {@code learnt} has no part in the fit: it judges the model where it is known, 1 what is to be found
 * and 0 all else.
 */
record Target(String name, List<String> classes, double[] values, boolean learnt) {
    static final int MOST_CLASSES = 1000;

    private static final int JUDGED_STRATA = 3;

    /** One to learn from. */
    Target(String name, List<String> classes, double[] values) {
        this(name, classes, values, true);
    }

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
        double[] unknown = new double[rows];
        Arrays.fill(unknown, Double.NaN);
        return new Target("", List.of(), unknown, false);
    }

    /** The same target in other rows, with the same classes. */
    Target read(Column column) {
        return new Target(name, classes, classes.isEmpty() ? numbers(column) : ClassLabels.indexes(column, classes));
    }

    /** Whether the row is of no use for want of a value. */
    boolean missing(int row) {
        return learnt && Double.isNaN(values[row]);
    }

    /** How many kinds of rows there are, each of which is to be fitted on and tested by its share. */
    int strata() {
        return learnt ? Math.max(1, classes.size()) : JUDGED_STRATA;
    }

    /** Which kind a row is, from 0; rows of which nothing is known are one as well. */
    int stratum(int row) {
        if (!learnt) {
            return Double.isNaN(values[row]) ? JUDGED_STRATA - 1 : (int) values[row];
        }
        return classes.isEmpty() ? 0 : (int) values[row];
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
