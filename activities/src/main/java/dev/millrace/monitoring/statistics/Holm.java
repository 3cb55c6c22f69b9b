package dev.millrace.monitoring.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrects the p-values of several tests at once (Holm 1979): if each that is at most α is called a finding, the probability
 * of even one false finding is at most α, whatever the tests have to do with each other.
 */
public final class Holm {
    private Holm() {}

    /** In the order of the values given. */
    public static double[] adjust(double[] pValues) {
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            largest = Math.max(largest, Math.min(1, pValues[order[rank]] * (order.length - rank)));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }
}
