package dev.millrace.monitoring.statistics;

/**
 * The population stability index: the sum over the bins of {@code (q - p) ln(q / p)}, p and q being a bin's share of either
 * sample. Each share is smoothed, {@code (count + 1/2) / (total + bins/2)}, so that an empty bin does not make it infinite.
 * Of unchanged data about (bins - 1)(1/n + 1/m) is to be expected. 0.1 is by custom a slight change, 0.2 a marked one.
 */
public final class StabilityIndex {
    private static final double SMOOTHING = 0.5;

    private StabilityIndex() {}

    /** @param current counts in the same bins as the reference's */
    public static double of(long[] reference, long[] current) {
        double before = total(reference);
        double now = total(current);
        double index = 0;
        for (int i = 0; i < reference.length; i++) {
            double p = (reference[i] + SMOOTHING) / before;
            double q = (current[i] + SMOOTHING) / now;
            index += (q - p) * Math.log(q / p);
        }
        return index;
    }

    private static double total(long[] counts) {
        double total = SMOOTHING * counts.length;
        for (long count : counts) {
            total += count;
        }
        return total;
    }
}
