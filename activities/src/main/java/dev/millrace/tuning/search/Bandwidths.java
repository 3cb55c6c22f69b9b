package dev.millrace.tuning.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How wide the kernels around observed values are. */
final class Bandwidths {
    private static final double MOST_KERNELS = 100;

    private Bandwidths() {}

    /**
     * The distance to the farther neighbour, but at least the interval's part for each of the kernels ("magic clip").
     *
     * @param units NaN where there is nothing
     */
    static double[] of(double[] units) {
        int[] order = IntStream.range(0, units.length)
                .filter(i -> !Double.isNaN(units[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> units[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int n = order.length;
        double[] widths = new double[units.length];
        Arrays.fill(widths, 1);
        double least = 1 / Math.min(MOST_KERNELS, n + 2.0);
        for (int i = 0; i < n; i++) {
            double here = units[order[i]];
            double below = i > 0 ? here - units[order[i - 1]] : n > 1 ? 0 : here;
            double above = i + 1 < n ? units[order[i + 1]] - here : n > 1 ? 0 : 1 - here;
            widths[order[i]] = Math.clamp(Math.max(below, above), least, 1);
        }
        return widths;
    }
}
