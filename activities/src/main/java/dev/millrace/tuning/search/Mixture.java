package dev.millrace.tuning.search;

import java.util.SplittableRandom;

/** One dimension of all components of a density: a kernel a component, and last the prior. */
sealed interface Mixture permits NumericMixture, ChoiceMixture {
    /** A number of the unit interval by the component's kernel. */
    double sample(int component, SplittableRandom random);

    /** Adds the logarithm of each component's density at {@code unit}. */
    void addLogDensities(double unit, double[] sums);
}
