package dev.millrace.tuning.search;

import dev.millrace.tuning.Domain;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Numbers: a component is a normal distribution around the value observed, cut off at the ends of the interval. It is as wide
 * as its neighbours are away, within limits (Bergstra et al. 2011).
 */
final class NumericMixture implements Mixture {
    /** Cells that are wider than this part of a kernel are integrated over, others have the density at their middle. */
    private static final double COARSE = 0.5;

    private static final int ATTEMPTS = 100;

    private final Domain domain;
    private final double[] means;
    private final double[] widths;
    /** The logarithm of what is not cut off, and of the density's divisor at the mean. */
    private final double[] inside;

    /** Of a component that is even: mean 0, 1 / width 0, scale 0, which comes to a density of 1 without asking. */
    private final double[] centres;

    private final double[] inverses;
    private final double[] scales;
    private final Map<Axis.Cell, double[]> byCell = new HashMap<>();

    /** @param units where the dimension was in each observation, NaN where it was not there */
    NumericMixture(Domain domain, double[] units, double[] widths) {
        this.domain = domain;
        int n = units.length;
        means = Arrays.copyOf(units, n + 1);
        this.widths = Arrays.copyOf(widths, n + 1);
        means[n] = 0.5;
        this.widths[n] = 1;
        inside = new double[n + 1];
        centres = new double[n + 1];
        inverses = new double[n + 1];
        scales = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            if (!Double.isNaN(means[i])) {
                double width = this.widths[i];
                centres[i] = means[i];
                inverses[i] = 1 / width;
                inside[i] = Math.log(Normal.below((1 - means[i]) / width) - Normal.below(-means[i] / width));
                scales[i] = inside[i] + Math.log(width) + Normal.LOG_ROOT_TWO_PI;
            }
        }
    }

    @Override
    public double sample(int component, SplittableRandom random) {
        if (Double.isNaN(means[component])) {
            return random.nextDouble();
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            double unit = means[component] + widths[component] * random.nextGaussian();
            if (unit >= 0 && unit <= 1) {
                return unit;
            }
        }
        return means[component];
    }

    @Override
    public void addLogDensities(double unit, double[] sums) {
        Axis.Cell cell = Axis.cell(domain, unit);
        if (cell.width() > 0) {
            double[] densities = byCell.computeIfAbsent(cell, this::logDensities);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += densities[i];
            }
        } else {
            double middle = cell.middle();
            for (int i = 0; i < sums.length; i++) {
                double z = (middle - centres[i]) * inverses[i];
                sums[i] -= 0.5 * z * z + scales[i];
            }
        }
    }

    private double[] logDensities(Axis.Cell cell) {
        double[] densities = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            if (Double.isNaN(means[i])) {
                continue;
            }
            if (cell.width() > COARSE * widths[i]) {
                densities[i] = logMass(cell, means[i], widths[i]) - inside[i];
            } else {
                double z = (cell.middle() - centres[i]) * inverses[i];
                densities[i] = -0.5 * z * z - scales[i];
            }
        }
        return densities;
    }

    private static double logMass(Axis.Cell cell, double mean, double width) {
        double mass = Normal.below((cell.high() - mean) / width) - Normal.below((cell.low() - mean) / width);
        return Math.log(Math.max(mass, Double.MIN_NORMAL) / cell.width());
    }
}
