package dev.millrace.monitoring.statistics;

import org.hipparchus.special.Gamma;

/**
 * Pearson's test of homogeneity: whether two samples of categories come from one distribution. Without Yates' correction, as
 * {@code scipy.stats.chi2_contingency(table, correction=False)}; categories that neither sample holds do not count.
 */
public final class ChiSquare {
    private ChiSquare() {}

    /**
     * @param reference how often each category was seen
     * @param current of the same categories, in the same order
     * @throws IllegalArgumentException when a sample is empty
     */
    public static TestResult homogeneity(long[] reference, long[] current) {
        long before = total(reference);
        long now = total(current);
        if (reference.length != current.length || before == 0 || now == 0) {
            throw new IllegalArgumentException(
                    "two samples of the same categories, neither of them empty, are compared");
        }
        double statistic = 0;
        int categories = 0;
        for (int i = 0; i < reference.length; i++) {
            double both = reference[i] + (double) current[i];
            if (both > 0) {
                categories++;
                statistic += term((double) reference[i], both * before / (before + now));
                statistic += term((double) current[i], both * now / (before + now));
            }
        }
        return new TestResult(statistic, upperTail(statistic, categories - 1));
    }

    private static double term(double observed, double expected) {
        double off = observed - expected;
        return off * off / expected;
    }

    /** Of the chi-square distribution: the regularised upper incomplete gamma function Q(k/2, x/2). */
    private static double upperTail(double statistic, int degrees) {
        return degrees == 0 ? 1 : Gamma.regularizedGammaQ(degrees / 2.0, statistic / 2);
    }

    private static long total(long[] counts) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }
}
