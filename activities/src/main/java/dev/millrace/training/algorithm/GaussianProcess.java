package dev.millrace.training.algorithm;

import dev.millrace.models.KernelExpansion;
import dev.millrace.models.KernelFunction;
import dev.millrace.models.KernelRows;
import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.List;
import java.util.Set;
import smile.math.BFGS;

/**
 * Gaussian process regression with a squared exponential kernel and noise (Rasmussen and Williams 2006, algorithm 2.1), on
 * the standardised target. Signal, length scale and noise are those of the largest marginal likelihood, or as given.
 */
final class GaussianProcess implements Algorithm {
    private static final int MOST_ROWS = 5000;
    private static final int CORRECTIONS = 5;
    private static final int MOST_ITERATIONS = 100;
    private static final double GRADIENT = 1e-4;

    @Override
    public String id() {
        return "gaussian_process";
    }

    @Override
    public String title() {
        return "Gaussian process regression";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.REGRESSION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(
                new Hyperparameter.RealOrWord(
                        "length_scale",
                        "How far likeness reaches, in deviations of the features; auto: the root of their number",
                        "auto",
                        List.of("auto"),
                        0,
                        1e5,
                        new Hyperparameter.Range(0.1, 100, true)),
                new Hyperparameter.Real(
                        "signal", "The function's variance, as a share of the target's", 1.0, 0, true, 1e5, null),
                new Hyperparameter.Real(
                        "noise",
                        "The noise's variance, as a share of the target's",
                        1.0,
                        GaussianEvidence.LEAST,
                        false,
                        1e5,
                        null),
                new Hyperparameter.Choice(
                        "optimizer",
                        "lbfgs: begin at these values and search for the largest marginal likelihood (on at most "
                                + GaussianEvidence.MOST_ROWS + " of the rows); none: take them as they are",
                        "lbfgs",
                        List.of("lbfgs", "none"),
                        false));
    }

    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(true, false);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, true);
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        PreparedMatrix rows = input.train();
        if (rows.rows() > MOST_ROWS) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "gaussian_process takes at most " + MOST_ROWS + " rows, for its work grows with their cube, and"
                            + " there are " + rows.rows() + "; choose svr, neural_network or xgboost, or fewer rows");
        }
        monitor.throwIfCancelled();
        Scale scale = Scale.of(rows.target());
        double[] target = scale.apply(rows.target());
        double[] settings = settings(input);
        if (input.parameters().word("optimizer").equals("lbfgs")) {
            GaussianEvidence evidence = GaussianEvidence.of(rows.features(), target, input.seed(), monitor);
            BFGS.minimize(evidence, CORRECTIONS, settings, GRADIENT, MOST_ITERATIONS);
            GaussianEvidence.clamp(settings);
        }
        monitor.progress(0.8);
        KernelExpansion model = model(rows.features(), target, scale, settings, monitor);
        FittedLoss.reportTest(model, input, 1, monitor);
        monitor.progress(1);
        return new Fit(model, new double[0], Engines.smile());
    }

    /** The logarithms of signal, length scale and noise. */
    private static double[] settings(FitInput input) {
        HyperparameterValues values = input.parameters();
        double length = values.number("length_scale")
                .orElseGet(() -> Math.sqrt(input.train().features().width()));
        return new double[] {Math.log(values.real("signal")), Math.log(length), Math.log(values.real("noise"))};
    }

    private static KernelExpansion model(
            Matrix matrix, double[] target, Scale scale, double[] settings, FitMonitor monitor) {
        double signal = Math.exp(settings[0]);
        KernelFunction kernel = KernelFunction.rbf(Math.exp(-2 * settings[1]) / 2);
        KernelRows rows = new KernelRows(kernel, matrix.width(), matrix.values());
        int size = rows.size();
        double[] covariance = new double[size * size];
        double[] alike = new double[size];
        for (int i = 0; i < size; i++) {
            monitor.throwIfCancelled();
            rows.compare(matrix.values(), i * matrix.width(), alike);
            for (int j = 0; j <= i; j++) {
                covariance[i * size + j] = signal * alike[j];
            }
            covariance[i * size + i] += Math.exp(settings[2]);
        }
        double[] weights = TriangularFactor.of(covariance, size, 0, monitor).solve(target);
        for (int i = 0; i < size; i++) {
            weights[i] *= signal * scale.deviation();
        }
        return new KernelExpansion(rows, weights, scale.mean());
    }

    /** The target's mean and deviation (1 where it does not vary). */
    private record Scale(double mean, double deviation) {
        static Scale of(double[] target) {
            double mean = 0;
            for (double value : target) {
                mean += value / target.length;
            }
            double squares = 0;
            for (double value : target) {
                squares += (value - mean) * (value - mean) / target.length;
            }
            return new Scale(mean, squares > 0 ? Math.sqrt(squares) : 1);
        }

        double[] apply(double[] target) {
            double[] scaled = new double[target.length];
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = (target[i] - mean) / deviation;
            }
            return scaled;
        }
    }
}
