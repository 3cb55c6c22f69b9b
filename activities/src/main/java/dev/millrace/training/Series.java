package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.models.EvenGrid;
import dev.millrace.models.TimeGrid;
import dev.millrace.models.TimeGridEncoding;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The values of a target in time: {@code values[i]} is that of step {@code i} of the grid. What the data lack between two
 * values is filled in on a straight line, and is not {@code known}; the first and the last value are known.
 */
record Series(TimeGrid grid, double[] values, boolean[] known) {
    private static final int FEWEST = 2;
    /** The share of the steps that may be filled in. */
    private static final double MOST_FILLED = 0.2;

    /**
     * Rows may be in any order.
     *
     * @param note hears what was left out or filled in
     * @throws Problem when a time is missing, given twice or off the grid, or too many values are missing
     */
    static Series of(Column timeColumn, Column target, Consumer<String> note) {
        double[] times = times(timeColumn);
        double[] values = Target.of(Task.REGRESSION, target).values();
        int[] order = IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> times[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        requireDifferent(timeColumn, times, order);
        int[] rows = trim(order, values, target.name(), note);
        TimeGrid grid = TimeGridSearch.find(
                timeColumn.name(),
                timeColumn.type() == ColumnType.TIMESTAMP,
                Arrays.stream(rows).mapToDouble(row -> times[row]).toArray());
        double last = grid.index(times[rows[rows.length - 1]]);
        if (last >= TimeGridEncoding.MOST_STEPS - TrainingData.LONGEST_HORIZON) {
            throw impossible("a series has at most " + (TimeGridEncoding.MOST_STEPS - TrainingData.LONGEST_HORIZON)
                    + " steps, and this has " + last);
        }
        double[] onGrid = new double[(int) last + 1];
        Arrays.fill(onGrid, Double.NaN);
        for (int row : rows) {
            onGrid[(int) grid.index(times[row])] = values[row];
        }
        return filled(grid, onGrid, target.name(), note);
    }

    int length() {
        return values.length;
    }

    /**
     * The values of the first {@code steps}. Those filled in at their end repeat the last known one: the line to the next
     * would tell of what comes later.
     */
    double[] first(int steps) {
        double[] first = Arrays.copyOf(values, steps);
        int end = steps;
        while (!known[end - 1]) {
            end--;
        }
        Arrays.fill(first, end, steps, values[end - 1]);
        return first;
    }

    int knownValues() {
        return (int) IntStream.range(0, known.length).filter(i -> known[i]).count();
    }

    private static double[] times(Column column) {
        if (!(column instanceof Column.Numeric numeric) || column.type() == ColumnType.BOOLEAN) {
            throw refused("the time column is of type timestamp, integer or number; " + column.name() + " is not");
        }
        for (int row = 0; row < numeric.rows(); row++) {
            if (!Double.isFinite(numeric.values()[row])) {
                throw refused("the time column " + column.name() + " has a value in every row; row " + (row + 1)
                        + " has none");
            }
        }
        return numeric.values();
    }

    private static void requireDifferent(Column column, double[] times, int[] order) {
        for (int i = 1; i < order.length; i++) {
            if (times[order[i]] == times[order[i - 1]]) {
                double time = times[order[i]];
                throw refused("a series has one value at a time, but "
                        + new EvenGrid(time, 1, column.type() == ColumnType.TIMESTAMP).text(0) + " is twice in "
                        + column.name() + ": in row " + (order[i - 1] + 1) + " and in row " + (order[i] + 1)
                        + "; keep one row of each time, and train one model for each series");
            }
        }
    }

    /** Without the rows before the first and after the last value. */
    private static int[] trim(int[] order, double[] values, String target, Consumer<String> note) {
        int first = 0;
        int end = order.length;
        while (end > 0 && Double.isNaN(values[order[end - 1]])) {
            end--;
        }
        while (first < end && Double.isNaN(values[order[first]])) {
            first++;
        }
        if (end - first < FEWEST) {
            throw impossible("there are " + (end - first) + " values of " + target + "; at least " + FEWEST
                    + " are needed, and many more to learn from");
        }
        int left = order.length - (end - first);
        if (left > 0) {
            note.accept(
                    left + " rows are left out: they come before the first value of " + target + " or after the last");
        }
        return Arrays.copyOfRange(order, first, end);
    }

    private static Series filled(TimeGrid grid, double[] values, String target, Consumer<String> note) {
        boolean[] known = new boolean[values.length];
        int before = 0;
        int missing = 0;
        for (int i = 0; i < values.length; i++) {
            known[i] = !Double.isNaN(values[i]);
            if (known[i]) {
                for (int gap = before + 1; gap < i; gap++) {
                    double share = (double) (gap - before) / (i - before);
                    values[gap] = values[before] + share * (values[i] - values[before]);
                }
                before = i;
            } else {
                missing++;
            }
        }
        if (missing > MOST_FILLED * values.length) {
            throw impossible(missing + " of the " + values.length + " steps from " + grid.text(0) + " to "
                    + grid.text(values.length - 1L) + " (one every " + grid.stepText() + ") have no value of " + target
                    + ", and at most a fifth is filled in");
        }
        if (missing > 0) {
            note.accept(missing + " of " + values.length + " steps have no value of " + target
                    + " and are filled in on a straight line between their neighbours");
        }
        return new Series(grid, values, known);
    }

    private static Problem refused(String why) {
        return Problem.invalid("/training_data/time_column", why);
    }

    private static Problem impossible(String why) {
        return new Problem(ProblemType.TRAINING_IMPOSSIBLE, why);
    }
}
