package dev.millrace.releases;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Compares two means while observations arrive, looked at as often as one likes: the mixture sequential probability ratio test
 * with a normal mixture of variance {@code tau}², in its large-sample form (Johari, Koomen, Pekelis, Walsh: Peeking at A/B
 * Tests, KDD 2017; Always Valid Inference, Operations Research 2022). Where there is no difference, the chance that it ever claims one is at
 * most {@code alpha}.
 *
 * @param tau about the difference that is looked for; the test is quickest for such a one
 */
public record SequentialTest(double alpha, double tau) {
    /** What the test says: of the difference b - a, and how likely such a one is where there is none. */
    public record Finding(double difference, double low, double high, double pValue) {
        boolean isSignificant() {
            return low > 0 || high < 0;
        }
    }

    public Finding compare(Mean a, Mean b) {
        double difference = b.mean() - a.mean();
        double v = a.ofMean() + b.ofMean();
        if (!(v > 0)) {
            // Two constants, or too few observations to know how far they spread.
            return v == 0
                    ? new Finding(difference, difference, difference, difference == 0 ? 1 : 0)
                    : new Finding(difference, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1);
        }
        double mixed = v + tau * tau;
        double half = Math.sqrt(v * mixed / (tau * tau) * (2 * Math.log(1 / alpha) + Math.log(mixed / v)));
        double logRatio = 0.5 * Math.log(v / mixed) + tau * tau * difference * difference / (2 * v * mixed);
        return new Finding(difference, difference - half, difference + half, Math.min(1, Math.exp(-logRatio)));
    }

    /**
     * How many observations of each side a test with one look at the end needs, to see a difference of {@code effect} with
     * 80 % probability. A sequential test stops earlier for a larger difference, and later for none.
     */
    public long observationsNeeded(Mean a, Mean b, double effect) {
        NormalDistribution normal = new NormalDistribution();
        double z = normal.inverseCumulativeProbability(1 - alpha / 2) + normal.inverseCumulativeProbability(0.8);
        return (long) Math.ceil(z * z * (a.variance() + b.variance()) / (effect * effect));
    }
}
