package dev.millrace.training;

import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Hits and misses by class; a ratio without a denominator is 0, as scikit-learn's {@code zero_division} has it. */
record ClassCounts(long[] hits, long[] actual, long[] predicted) {
    static ClassCounts of(int[][] confusion) {
        int classes = confusion.length;
        ClassCounts counts = new ClassCounts(new long[classes], new long[classes], new long[classes]);
        for (int i = 0; i < classes; i++) {
            counts.hits[i] = confusion[i][i];
            for (int j = 0; j < classes; j++) {
                counts.actual[i] += confusion[i][j];
                counts.predicted[j] += confusion[i][j];
            }
        }
        return counts;
    }

    double accuracy() {
        long right = 0;
        long all = 0;
        for (int c = 0; c < hits.length; c++) {
            right += hits[c];
            all += actual[c];
        }
        return ratio(right, all);
    }

    double precision(int c) {
        return ratio(hits[c], predicted[c]);
    }

    double recall(int c) {
        return ratio(hits[c], actual[c]);
    }

    double f1(int c) {
        return ratio(2 * hits[c], actual[c] + predicted[c]);
    }

    /** Of the one class, or the mean over the classes that occur in truth or prediction. */
    double average(IntToDoubleFunction measure, @Nullable Integer only) {
        if (only != null) {
            return measure.applyAsDouble(only);
        }
        double sum = 0;
        int present = 0;
        for (int c = 0; c < hits.length; c++) {
            if (actual[c] + predicted[c] > 0) {
                sum += measure.applyAsDouble(c);
                present++;
            }
        }
        return sum / present;
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
