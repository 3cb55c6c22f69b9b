package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rows in the order of a column, cut so that what is tested comes after what is learnt from. Rows of the same time are
 * never parted: a cut among them is moved before the first of them.
 */
final class TimeOrder {
    private final String column;
    private final double[] times;
    private final int[] rows;

    private TimeOrder(String column, double[] times, int[] rows) {
        this.column = column;
        this.times = times;
        this.rows = rows;
    }

    static TimeOrder of(Column column, int[] rows) {
        if (!(column instanceof Column.Numeric numeric)) {
            throw refused(
                    "the time column " + column.name() + " holds texts; it is of type timestamp, integer or number");
        }
        for (int row : rows) {
            if (numeric.isMissing(row)) {
                throw refused("the time column " + column.name() + " has a value in every row; row " + (row + 1)
                        + " has none");
            }
        }
        int[] ordered = Arrays.stream(rows)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> numeric.values()[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new TimeOrder(column.name(), numeric.values(), ordered);
    }

    /** The last rows, about {@code testSize} of all, for the test. */
    Split latest(double testSize) {
        int tested = Math.clamp(Math.round(rows.length * testSize), 1, Math.max(1, rows.length - 1));
        return between(cut(rows.length - tested), rows.length);
    }

    /**
     * The rows in {@code count} + 1 equal parts (the first takes what is left over): fold {@code i}, from 0, is learnt
     * from all parts up to {@code i} and tested on the next.
     */
    Split expanding(int count, int fold) {
        int size = rows.length / (count + 1);
        int from = cut(rows.length - (count - fold) * size);
        int to = fold + 1 == count ? rows.length : cut(rows.length - (count - fold - 1) * size);
        return between(from, to);
    }

    private Split between(int from, int to) {
        if (from == 0 || from >= to) {
            long different =
                    IntStream.of(rows).mapToDouble(row -> times[row]).distinct().count();
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "the rows cannot be cut in time: rows of the same " + column + " stay together, and it has "
                            + different + " different values in " + rows.length
                            + " rows; choose fewer folds or another time column");
        }
        return new Split(
                Arrays.stream(rows, 0, from).sorted().toArray(),
                Arrays.stream(rows, from, to).sorted().toArray());
    }

    private int cut(int at) {
        int cut = at;
        while (cut > 0 && cut < rows.length && times[rows[cut - 1]] == times[rows[cut]]) {
            cut--;
        }
        return cut;
    }

    private static Problem refused(String why) {
        return Problem.invalid("/training_data/time_column", why);
    }
}
