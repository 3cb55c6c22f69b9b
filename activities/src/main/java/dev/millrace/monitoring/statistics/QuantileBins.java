package dev.millrace.monitoring.statistics;

import java.util.Arrays;

/**
 * Intervals that hold about equally many of a reference's values: bin i reaches from over {@code edges[i - 1]} to
 * {@code edges[i]}, and the last to infinity. Quantiles that are equal make one edge. Where many values are the smallest one,
 * the values below it have a bin of their own.
 */
public record QuantileBins(double[] edges) {
    private static final int BINS = 10;

    /** @param sorted the reference, ascending, not empty */
    public static QuantileBins of(double[] sorted) {
        double[] quantiles = new double[BINS - 1];
        for (int i = 1; i < BINS; i++) {
            quantiles[i - 1] = quantile(sorted, i / (double) BINS);
        }
        double[] edges = Arrays.stream(quantiles).distinct().toArray();
        if (edges[0] > sorted[0]) {
            return new QuantileBins(edges);
        }
        double[] withBelow = new double[edges.length + 1];
        withBelow[0] = Math.nextDown(edges[0]);
        System.arraycopy(edges, 0, withBelow, 1, edges.length);
        return new QuantileBins(withBelow);
    }

    public long[] count(double[] values) {
        long[] counts = new long[edges.length + 1];
        for (double value : values) {
            int found = Arrays.binarySearch(edges, value);
            counts[found >= 0 ? found : -found - 1]++;
        }
        return counts;
    }

    /** With linear interpolation between the two values next to it: numpy's default. */
    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
