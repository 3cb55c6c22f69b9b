package dev.millrace.training.algorithm;

import dev.millrace.models.KernelFunction;
import dev.millrace.models.KernelRows;
import dev.millrace.models.Matrix;
import java.util.SplittableRandom;
import smile.util.function.DifferentiableMultivariateFunction;

/**
 * The negative log marginal likelihood of a Gaussian process per row, with its gradient (Rasmussen and Williams 2006,
 * section 5.4.1), as a function of the logarithms of signal, length scale and noise. Of more than {@link #MOST_ROWS} rows it
 * looks at as many, drawn at random.
 */
final class GaussianEvidence implements DifferentiableMultivariateFunction {
    static final int MOST_ROWS = 1000;
    static final double LEAST = 1e-6;
    private static final double MOST = 1e5;

    private final transient FitMonitor monitor;
    private final int size;
    /** The squared distances between the rows, the lower triangle in full rows. */
    private final double[] distances;

    private final double[] target;
    private int step;

    private GaussianEvidence(double[] distances, double[] target, FitMonitor monitor) {
        this.monitor = monitor;
        this.size = target.length;
        this.distances = distances;
        this.target = target;
    }

    static GaussianEvidence of(Matrix matrix, double[] target, long seed, FitMonitor monitor) {
        int[] chosen = chosen(target.length, seed);
        int width = matrix.width();
        float[] values = new float[chosen.length * width];
        double[] own = new double[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(matrix.values(), chosen[i] * width, values, i * width, width);
            own[i] = target[chosen[i]];
        }
        KernelRows rows = new KernelRows(KernelFunction.rbf(1), width, values);
        double[] distances = new double[chosen.length * chosen.length];
        double[] row = new double[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            rows.squaredDistances(values, i * width, row);
            System.arraycopy(row, 0, distances, i * chosen.length, i + 1);
        }
        return new GaussianEvidence(distances, own, monitor);
    }

    /** Settings outside of what can be computed with are drawn to the border. */
    static void clamp(double[] settings) {
        for (int i = 0; i < settings.length; i++) {
            settings[i] = Math.clamp(settings[i], Math.log(LEAST), Math.log(MOST));
        }
    }

    private static int[] chosen(int rows, long seed) {
        int[] order = java.util.stream.IntStream.range(0, rows).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        int count = Math.min(rows, MOST_ROWS);
        for (int i = 0; count < rows && i < count; i++) {
            int other = random.nextInt(i, rows);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return java.util.Arrays.copyOf(order, count);
    }

    @Override
    public double f(double[] settings) {
        return evaluate(settings, null);
    }

    @Override
    public double g(double[] settings, double[] gradient) {
        double value = evaluate(settings, gradient);
        monitor.metric(step, "loss", value);
        step++;
        return value;
    }

    private double evaluate(double[] settings, double @org.jspecify.annotations.Nullable [] gradient) {
        double[] inside = settings.clone();
        clamp(inside);
        double signal = Math.exp(inside[0]);
        double gamma = Math.exp(-2 * inside[1]) / 2;
        double noise = Math.exp(inside[2]);
        double[] likeness = likeness(signal, gamma);
        double[] covariance = likeness.clone();
        for (int i = 0; i < size; i++) {
            covariance[i * size + i] += noise;
        }
        TriangularFactor factor = TriangularFactor.of(covariance, size, 0, monitor);
        double[] weights = factor.solve(target);
        double value = factor.logDeterminant() / 2 + size * Math.log(2 * Math.PI) / 2;
        for (int i = 0; i < size; i++) {
            value += target[i] * weights[i] / 2;
        }
        if (gradient != null) {
            double[] slope = slope(factor, weights, likeness, gamma, noise);
            for (int i = 0; i < slope.length; i++) {
                gradient[i] = inside[i] == settings[i] ? slope[i] / size : 0;
            }
        }
        return value / size;
    }

    private double[] likeness(double signal, double gamma) {
        double[] likeness = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                likeness[i * size + j] = signal * Math.exp(-gamma * distances[i * size + j]);
            }
        }
        return likeness;
    }

    private double[] slope(TriangularFactor factor, double[] weights, double[] likeness, double gamma, double noise) {
        double[] precision = factor.precision(monitor);
        double[] slope = new double[3];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                int at = i * size + j;
                double twice = i == j ? 0.5 : 1;
                double sensitivity = twice * (precision[at] - weights[i] * weights[j]);
                slope[0] += sensitivity * likeness[at];
                slope[1] += sensitivity * likeness[at] * 2 * gamma * distances[at];
            }
            slope[2] += noise * (precision[i * size + i] - weights[i] * weights[i]) / 2;
        }
        return slope;
    }
}
