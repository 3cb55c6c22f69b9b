package dev.millrace.training.algorithm;

import dev.millrace.training.algorithm.ArmaModel.Filtered;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import smile.math.BFGS;
import smile.util.function.DifferentiableMultivariateFunction;

/**
 * The exact negative Gaussian log likelihood of an ARMA process per value, less its constant part, as a function of the
 * {@link PartialAutocorrelations}. Mean and variance are the best for the others.
 */
final class ArmaLikelihood implements DifferentiableMultivariateFunction {
    private static final double STEP = 1e-5;
    private static final double IMPOSSIBLE = 1e10;
    private static final int CORRECTIONS = 8;
    private static final int MOST_ITERATIONS = 200;
    private static final double GRADIENT = 1e-6;
    private static final double LASTING = 0.98;

    private final double[] series;
    private final int p;
    private final int q;
    private final boolean constant;
    private final transient FitMonitor monitor;
    private int step;

    ArmaLikelihood(double[] series, int p, int q, boolean constant, FitMonitor monitor) {
        this.series = series;
        this.p = p;
        this.q = q;
        this.constant = constant;
        this.monitor = monitor;
    }

    /** The best that is found from some starts: the likelihood of a mixed process may have several peaks. */
    ArmaModel best() {
        if (p + q == 0) {
            return model(new double[0]);
        }
        double[] best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double[] start : starts()) {
            double[] free = start.clone();
            BFGS.minimize(this, CORRECTIONS, free, GRADIENT, MOST_ITERATIONS);
            double found = f(free);
            if (best == null || found < least) {
                best = free;
                least = found;
            }
        }
        return model(Objects.requireNonNull(best));
    }

    /** What a regression estimates, an autoregression without shocks, white noise, and a cycle. */
    private List<double[]> starts() {
        double[] noise = new double[p + q];
        double[] mixed = free(HannanRissanen.start(series, p, q));
        if (p == 0 || q == 0) {
            return List.of(mixed);
        }
        double[] regression = free(Arrays.copyOf(HannanRissanen.start(series, p, 0), p + q));
        return p < 2 ? List.of(mixed, regression, noise) : List.of(mixed, regression, noise, cycle());
    }

    /** An autoregression that swings as the series does, and hardly dies away. */
    private double[] cycle() {
        double[] coefficients = new double[p + q];
        coefficients[0] = 2 * LASTING * Math.cos(Cycle.strongest(series));
        coefficients[1] = -LASTING * LASTING;
        return free(coefficients);
    }

    private double[] free(double[] coefficients) {
        double[] free = new double[p + q];
        PartialAutocorrelations.free(Arrays.copyOf(coefficients, p), free, 0);
        PartialAutocorrelations.free(negated(Arrays.copyOfRange(coefficients, p, p + q)), free, p);
        return free;
    }

    double mean(ArmaModel model) {
        return constant ? model.filter(series, 0).mean() : 0;
    }

    @Override
    public double f(double[] free) {
        monitor.throwIfCancelled();
        Filtered filtered = model(free).filter(series, 0);
        double variance = filtered.variance(constant ? filtered.mean() : 0);
        double value = Math.log(variance) / 2 + filtered.logVariances() / (2 * series.length);
        return Double.isFinite(value) ? value : IMPOSSIBLE;
    }

    @Override
    public double g(double[] free, double[] gradient) {
        double[] moved = free.clone();
        for (int i = 0; i < free.length; i++) {
            double by = STEP * Math.max(1, Math.abs(free[i]));
            moved[i] = free[i] + by;
            double above = f(moved);
            moved[i] = free[i] - by;
            gradient[i] = (above - f(moved)) / (2 * by);
            moved[i] = free[i];
        }
        double value = f(free);
        monitor.metric(step, "loss", value);
        step++;
        return value;
    }

    private ArmaModel model(double[] free) {
        return new ArmaModel(
                PartialAutocorrelations.coefficients(free, 0, p),
                negated(PartialAutocorrelations.coefficients(free, p, q)));
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }
}
