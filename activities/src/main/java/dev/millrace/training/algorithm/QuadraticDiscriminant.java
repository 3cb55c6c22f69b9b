package dev.millrace.training.algorithm;

import dev.millrace.models.Gaussians;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.Map;
import java.util.Set;

/**
 * Quadratic discriminant analysis: normal classes, each with a covariance of its own, drawn towards that of independent
 * features of variance 1 by {@code reg_param}, as scikit-learn has it.
 */
final class QuadraticDiscriminant implements Algorithm {
    private static final double TOLERANCE = 1e-8;
    /** 256 MiB of covariances. */
    private static final long MOST_NUMBERS = 1L << 25;

    @Override
    public String id() {
        return "qda";
    }

    @Override
    public String title() {
        return "Quadratic discriminant analysis";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(new Hyperparameter.Real(
                "reg_param",
                "How far each covariance is drawn towards that of independent features",
                0.0,
                0,
                false,
                1,
                new Hyperparameter.Range(0, 1, false)));
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
        int width = input.train().features().width();
        long triangle = Gaussians.triangle(width);
        if (triangle * input.classes() > MOST_NUMBERS) {
            throw impossible("the covariances of " + input.classes() + " classes with " + width
                    + " features are too large for qda; choose fewer features, or lda");
        }
        ClassMeans means = ClassMeans.of(input, monitor);
        double[] whitening = new double[(int) triangle * input.classes()];
        for (int c = 0; c < input.classes(); c++) {
            double[] inverse = factor(input, means, c, monitor).inverse(monitor);
            int at = c * (int) triangle;
            for (int i = 0; i < width; i++) {
                System.arraycopy(inverse, i * width, whitening, at, i + 1);
                at += i + 1;
            }
            monitor.progress((c + 1.0) / input.classes());
        }
        Gaussians model = new Gaussians(means.logPriors(), means.means(), whitening);
        FittedLoss.report(model, input, 1, monitor);
        return new Fit(model, new double[0], Map.of());
    }

    private static TriangularFactor factor(FitInput input, ClassMeans means, int c, FitMonitor monitor) {
        double reg = input.parameters().real("reg_param");
        int width = means.width();
        int rows = means.counts()[c];
        double[] covariance = new double[width * width];
        if (rows > 1) {
            covariance = NormalEquations.of(means.deviations(input.train(), c), monitor)
                    .gram();
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i * width + j] *= (1 - reg) / Math.max(1, rows);
            }
            covariance[i * width + i] += rows == 0 ? 1 : reg;
        }
        TriangularFactor factor = TriangularFactor.of(covariance, width, TOLERANCE, monitor);
        if (factor.dependent() > 0) {
            throw impossible("the covariance of class number " + c + " (counted from 0, in the order of the labels) is"
                    + " singular: it has " + rows + " rows, and " + factor.dependent() + " of its " + width
                    + " features follow from the others; give a reg_param above 0, or choose lda or naive_bayes");
        }
        return factor;
    }

    private static Problem impossible(String why) {
        return new Problem(ProblemType.TRAINING_IMPOSSIBLE, why);
    }
}
