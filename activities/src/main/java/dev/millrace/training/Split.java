package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Which rows are fitted on and which judge the model; both ascending. */
record Split(int[] train, int[] test) {

    /** The rows drawn by the seed; of each class its share, so that every class is on both sides where it has two rows. */
    static Split holdout(Target target, int[] rows, double testSize, long seed) {
        boolean[] test = new boolean[target.values().length];
        Random random = new Random(seed);
        int[] order = shuffled(rows, random);
        for (int stratum = 0; stratum < target.strata(); stratum++) {
            int wanted = stratum;
            int[] members = Arrays.stream(order)
                    .filter(row -> target.stratum(row) == wanted)
                    .toArray();
            int count = testRows(members.length, testSize);
            Arrays.stream(members, 0, count).forEach(row -> test[row] = true);
        }
        Split split = new Split(select(rows, test, false), select(rows, test, true));
        if (split.test.length == 0 || split.train.length == 0) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "a test share of " + testSize + " of " + rows.length
                            + " rows leaves no row to fit on or to test with; give more rows, or split_column or"
                            + " test_dataset_id");
        }
        return split;
    }

    /** The rows where the column says {@code train} and {@code test}. */
    static Split byColumn(Column column, int[] rows) {
        if (!(column instanceof Column.Text text)) {
            throw refused(column.name(), "values of another type");
        }
        boolean[] test = new boolean[text.rows()];
        for (int row : rows) {
            String value = text.value(row);
            if (!"train".equals(value) && !"test".equals(value)) {
                throw refused(column.name(), value == null ? "a missing value" : "the value " + value);
            }
            test[row] = "test".equals(value);
        }
        Split split = new Split(select(rows, test, false), select(rows, test, true));
        if (split.train.length == 0 || split.test.length == 0) {
            throw refused(column.name(), "only one of the two");
        }
        return split;
    }

    private static int testRows(int members, double testSize) {
        return members < 2 ? 0 : Math.clamp(Math.round(members * testSize), 1, members - 1);
    }

    static int[] shuffled(int[] rows, Random random) {
        int[] order = rows.clone();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = order[i];
            order[i] = order[j];
            order[j] = row;
        }
        return order;
    }

    private static int[] select(int[] rows, boolean[] test, boolean wanted) {
        return IntStream.of(rows).filter(row -> test[row] == wanted).toArray();
    }

    private static Problem refused(String column, String found) {
        return Problem.invalid(
                "/training_data/split_column",
                "the split column " + column + " holds train or test in every row, both at least once; it has "
                        + found);
    }
}
