package dev.millrace.monitoring.statistics;

import java.util.Arrays;

/**
 * The two-sample, two-sided Kolmogorov–Smirnov test. The p-value is the exact one (Hodges 1958), as that of
 * {@code scipy.stats.ks_2samp} for samples of at most {@link #MOST} values; with ties it is conservative.
 */
public final class KolmogorovSmirnov {
    /** Values in a sample: up to here the exact p-value is affordable. */
    public static final int MOST = 10_000;

    private KolmogorovSmirnov() {}

    /** @throws IllegalArgumentException for a sample that is empty, larger than {@link #MOST} or holds NaN */
    public static TestResult compare(double[] reference, double[] current) {
        double[] first = sorted(reference);
        double[] second = sorted(current);
        double distance = distance(first, second);
        return new TestResult(distance, new LatticePaths(first.length, second.length).leaving(distance));
    }

    /** The largest difference between the two empirical distribution functions. */
    private static double distance(double[] first, double[] second) {
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < first.length && j < second.length) {
            double at = Math.min(first[i], second[j]);
            i = after(first, i, at);
            j = after(second, j, at);
            largest = Math.max(largest, Math.abs(i / (double) first.length - j / (double) second.length));
        }
        return largest;
    }

    private static int after(double[] values, int from, double at) {
        int next = from;
        while (next < values.length && values[next] <= at) {
            next++;
        }
        return next;
    }

    private static double[] sorted(double[] values) {
        if (values.length == 0 || values.length > MOST || Arrays.stream(values).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("a sample has 1 to " + MOST + " numbers");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
