package dev.millrace.tuning.search;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** A Gaussian process over points of the unit cube (Rasmussen and Williams 2006, algorithm 2.1), for standardised values. */
final class GaussianProcess {
    private static final int ITERATIONS = 40;
    private static final int RESTARTS = 1;
    private static final double LEAST_NOISE = 1e-6;
    private static final double WIDEST = 12;

    private final Matern kernel;
    private final double[][] points;
    private final Factor factor;
    private final double[] weights;

    /** What it expects at a point, and how sure it is. */
    record Prediction(double mean, double deviation) {}

    private GaussianProcess(Matern kernel, double[][] points, Factor factor, double[] values) {
        this.kernel = kernel;
        this.points = points;
        this.factor = factor;
        weights = factor.solve(values);
    }

    /** With the hyperparameters that are most likely by the values and the prior; nothing when the points are degenerate. */
    static Optional<GaussianProcess> fit(
            boolean[] categorical, double[][] points, double[] values, SplittableRandom random) {
        int n = points[0].length;
        Bfgs.Function loss = (x, gradient) -> loss(categorical, points, values, x, gradient);
        double[] best = new double[0];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= RESTARTS; i++) {
            double[] start = new double[n + 2];
            double shift = i == 0 ? 0 : random.nextGaussian();
            for (int j = 0; j < n; j++) {
                start[j] = i == 0 ? 0 : shift + random.nextGaussian();
            }
            start[n + 1] = Math.log(1e-3);
            double[] found = Bfgs.minimise(loss, start, ITERATIONS);
            double value = loss.at(found, new double[n + 2]);
            if (value < least) {
                least = value;
                best = found;
            }
        }
        return best.length == 0 ? Optional.empty() : of(Matern.ofLogarithms(categorical, best), points, values);
    }

    /** The same process with points added that have the values it expects there. */
    Optional<GaussianProcess> believing(double[][] more, double[] values) {
        double[][] all = Arrays.copyOf(points, points.length + more.length);
        double[] allValues = Arrays.copyOf(values, all.length);
        for (int i = 0; i < more.length; i++) {
            all[points.length + i] = more[i];
            allValues[points.length + i] = at(more[i]).mean();
        }
        return of(kernel, all, allValues);
    }

    Prediction at(double[] point) {
        double[] covariances = new double[points.length];
        double mean = 0;
        for (int i = 0; i < points.length; i++) {
            covariances[i] = kernel.between(points[i], point);
            mean += covariances[i] * weights[i];
        }
        double[] half = factor.half(covariances);
        double variance = kernel.variance();
        for (double entry : half) {
            variance -= entry * entry;
        }
        return new Prediction(mean, Math.sqrt(Math.max(variance, 1e-14)));
    }

    private static Optional<GaussianProcess> of(Matern kernel, double[][] points, double[] values) {
        return Factor.of(covariances(kernel, points))
                .map(factor -> new GaussianProcess(kernel, points, factor, values));
    }

    private static double[][] covariances(Matern kernel, double[][] points) {
        int n = points.length;
        double[][] covariances = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                covariances[i][j] = kernel.between(points[i], points[j]);
            }
            covariances[i][i] = kernel.variance() + kernel.noise() + LEAST_NOISE;
        }
        return covariances;
    }

    /** The negative logarithm of likelihood and prior, with its gradient by the logarithms of the hyperparameters. */
    static double loss(boolean[] categorical, double[][] points, double[] values, double[] x, double[] gradient) {
        Matern kernel = Matern.ofLogarithms(categorical, x);
        Optional<Factor> factor = Arrays.stream(x).anyMatch(logarithm -> Math.abs(logarithm) > WIDEST)
                ? Optional.empty()
                : Factor.of(covariances(kernel, points));
        if (factor.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double[] weights = factor.get().solve(values);
        double loss = 0.5 * factor.get().logDeterminant();
        for (int i = 0; i < values.length; i++) {
            loss += 0.5 * values[i] * weights[i];
        }
        slopes(kernel, points, weights, factor.get().inverse(), gradient);
        return loss + prior(kernel, gradient);
    }

    private static void slopes(
            Matern kernel, double[][] points, double[] weights, double[][] inverse, double[] gradient) {
        int n = kernel.inverseSquares().length;
        Arrays.fill(gradient, 0);
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j <= i; j++) {
                double share = (i == j ? 0.5 : 1) * (inverse[i][j] - weights[i] * weights[j]);
                gradient[n] += share * kernel.between(points[i], points[j]);
                if (i == j) {
                    gradient[n + 1] += share * kernel.noise();
                    continue;
                }
                double slope = share * kernel.slope(points[i], points[j]);
                for (int d = 0; d < n; d++) {
                    gradient[d] += slope * kernel.apart(d, points[i], points[j]) * kernel.inverseSquares()[d];
                }
            }
        }
    }

    /** Keeps length scales, variance and noise from extremes that few points would not rule out. */
    private static double prior(Matern kernel, double[] gradient) {
        double loss = 0;
        int n = kernel.inverseSquares().length;
        for (int i = 0; i < n; i++) {
            double inverse = kernel.inverseSquares()[i];
            loss += 0.1 / inverse + 0.1 * inverse;
            gradient[i] += 0.1 * inverse - 0.1 / inverse;
        }
        loss += kernel.variance() - Math.log(kernel.variance());
        gradient[n] += kernel.variance() - 1;
        loss += 30 * kernel.noise() - 0.1 * Math.log(kernel.noise());
        gradient[n + 1] += 30 * kernel.noise() - 0.1;
        return loss;
    }
}
