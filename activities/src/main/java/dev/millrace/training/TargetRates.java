package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.Table;
import dev.millrace.models.Encoding;
import dev.millrace.models.Matrix;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TargetEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What the target is like in each category of a text column. Means are drawn towards the overall mean as if it had been seen
 * {@link #PRIOR_ROWS} times more (Micci-Barreca 2001, with a fixed weight). The training rows get the means of the folds
 * they are not in, so that no row's own target is in its features. Where no target is learnt, {@link CategoryShares} are used.
 */
final class TargetRates {
    static final int FOLDS = 5;
    private static final int MOST_OUTPUTS = 20;
    private static final double PRIOR_ROWS = 10;

    private final Target target;
    private final int[] outputs;
    private final double[] prior;
    private final int[] folds;

    private TargetRates(Target target, int[] outputs, double[] prior, int[] folds) {
        this.target = target;
        this.outputs = outputs;
        this.prior = prior;
        this.folds = folds;
    }

    static TargetRates of(Target target, int[] rows, long seed) {
        int[] outputs = outputs(target, rows);
        double[] prior = new double[outputs.length];
        for (int row : rows) {
            for (int o = 0; o < prior.length; o++) {
                prior[o] += value(target, outputs[o], row) / rows.length;
            }
        }
        return new TargetRates(target, outputs, prior, folds(target, rows, seed));
    }

    /** What a category is encoded by, for people. */
    String meaning() {
        return target.learnt() ? "the target's mean in each, cross-fitted" : "how common each is";
    }

    TargetEncoding encoding(Column.Text column, int[] rows) {
        if (!target.learnt()) {
            return CategoryShares.encoding(column, rows);
        }
        Sums sums = sums(column, rows, -1);
        Map<String, double[]> categories = new HashMap<>();
        for (int code = 0; code < column.dictionary().length; code++) {
            if (sums.count[code + 1] > 0) {
                categories.put(column.dictionary()[code], sums.mean(code + 1));
            }
        }
        List<String> names = new ArrayList<>();
        for (int output : outputs) {
            names.add(column.name()
                    + (output < 0 ? "_target" : "_share_of_" + target.classes().get(output)));
        }
        return new TargetEncoding(column.name(), names, categories, sums.mean(0), prior);
    }

    /** Replaces the target encodings of the training rows by what the other folds say. */
    void crossFit(Preprocessing preprocessing, Table table, int[] rows, Matrix train) {
        if (!target.learnt()) {
            return;
        }
        int first = 0;
        for (Encoding encoding : preprocessing.encodings()) {
            if (encoding instanceof TargetEncoding) {
                crossFit(
                        preprocessing,
                        (Column.Text) table.column(encoding.column()).orElseThrow(),
                        rows,
                        train,
                        first);
            }
            first += encoding.width();
        }
    }

    private void crossFit(Preprocessing preprocessing, Column.Text column, int[] rows, Matrix train, int first) {
        for (int fold = 0; fold < FOLDS; fold++) {
            Sums sums = sums(column, rows, fold);
            for (int i = 0; i < rows.length; i++) {
                if (folds[i] == fold) {
                    double[] mean = sums.mean(column.codes()[rows[i]] + 1);
                    for (int o = 0; o < outputs.length; o++) {
                        train.values()[i * train.width() + first + o] = preprocessing.scaled(mean[o], first + o);
                    }
                }
            }
        }
    }

    private Sums sums(Column.Text column, int[] rows, int without) {
        Sums sums = new Sums(column.dictionary().length + 1);
        for (int i = 0; i < rows.length; i++) {
            if (folds[i] != without) {
                sums.add(column.codes()[rows[i]] + 1, rows[i]);
            }
        }
        return sums;
    }

    /** Rows and sums of the outputs by category; category 0 are the missing ones. */
    private final class Sums {
        final int[] count;
        final double[] sum;

        Sums(int categories) {
            count = new int[categories];
            sum = new double[categories * outputs.length];
        }

        void add(int category, int row) {
            count[category]++;
            for (int o = 0; o < outputs.length; o++) {
                sum[category * outputs.length + o] += value(target, outputs[o], row);
            }
        }

        double[] mean(int category) {
            double[] mean = new double[outputs.length];
            for (int o = 0; o < mean.length; o++) {
                mean[o] = (sum[category * mean.length + o] + PRIOR_ROWS * prior[o]) / (count[category] + PRIOR_ROWS);
            }
            return mean;
        }
    }

    private static double value(Target target, int output, int row) {
        double value = target.values()[row];
        return output < 0 ? value : value == output ? 1 : 0;
    }

    /** -1 for a regression's value, the second class of two, or the most frequent classes. */
    private static int[] outputs(Target target, int[] rows) {
        int classes = target.classes().size();
        if (classes <= 2) {
            return new int[] {classes == 0 ? -1 : 1};
        }
        long[] count = new long[classes];
        for (int row : rows) {
            count[(int) target.values()[row]]++;
        }
        return IntStream.range(0, classes)
                .boxed()
                .sorted(Comparator.comparingLong((Integer c) -> -count[c]))
                .limit(MOST_OUTPUTS)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** A fold for each row; neighbours in the target's order are spread over all of them. */
    private static int[] folds(Target target, int[] rows, long seed) {
        Random random = new Random(seed);
        double[] tie = random.doubles(rows.length).toArray();
        int[] folds = new int[rows.length];
        int[] order = IntStream.range(0, rows.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> target.values()[rows[i]])
                        .thenComparingDouble(i -> tie[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        Integer[] deal = IntStream.range(0, FOLDS).boxed().toArray(Integer[]::new);
        for (int at = 0; at < order.length; at++) {
            if (at % FOLDS == 0) {
                java.util.Collections.shuffle(Arrays.asList(deal), random);
            }
            folds[order[at]] = deal[at % FOLDS];
        }
        return folds;
    }
}
