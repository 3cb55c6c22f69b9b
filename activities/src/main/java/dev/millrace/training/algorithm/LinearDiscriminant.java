package dev.millrace.training.algorithm;

import dev.millrace.models.LinearModel;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.Map;
import java.util.Set;

/**
 * Linear discriminant analysis: normal classes with one covariance between them (Hastie, Tibshirani and Friedman, The
 * Elements of Statistical Learning, section 4.3). Features that within the classes follow from others count for nothing.
 */
final class LinearDiscriminant implements Algorithm {
    private static final int MOST_FEATURES = 5000;
    /** scikit-learn takes singular values below 1e-4 for nothing; this is the same of their squares. */
    private static final double TOLERANCE = 1e-8;

    @Override
    public String id() {
        return "lda";
    }

    @Override
    public String title() {
        return "Linear discriminant analysis";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(new Hyperparameter.Real(
                "shrinkage",
                "How far the covariance is drawn towards that of independent features of equal variance",
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
        if (width > MOST_FEATURES) {
            throw impossible("lda takes at most " + MOST_FEATURES + " features, and there are " + width
                    + "; choose fewer, or logistic_regression");
        }
        ClassMeans means = ClassMeans.of(input, monitor);
        TriangularFactor factor = TriangularFactor.of(covariance(input, means, monitor), width, TOLERANCE, monitor);
        if (factor.dependent() == width) {
            throw impossible("within the classes no feature varies, so that lda has no covariance to work with;"
                    + " give a shrinkage above 0, or choose decision_tree");
        }
        LinearModel model = model(means, factor);
        FittedLoss.report(model, input, 1, monitor);
        monitor.progress(1);
        return new Fit(model, importances(model), Map.of());
    }

    private static double[] covariance(FitInput input, ClassMeans means, FitMonitor monitor) {
        int width = means.width();
        double[] scatter =
                NormalEquations.of(means.deviations(input.train(), -1), monitor).gram();
        double shrinkage = input.parameters().real("shrinkage");
        double rows = input.train().rows();
        double trace = 0;
        for (int i = 0; i < width; i++) {
            trace += scatter[i * width + i] / rows;
        }
        if (shrinkage > 0 && trace == 0) {
            trace = width;
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                scatter[i * width + j] *= (1 - shrinkage) / rows;
            }
            scatter[i * width + i] += shrinkage * trace / width;
        }
        return scatter;
    }

    private static LinearModel model(ClassMeans means, TriangularFactor factor) {
        int classes = means.counts().length;
        int width = means.width();
        double[] coefficients = new double[classes * width];
        double[] intercepts = means.logPriors();
        for (int c = 0; c < classes; c++) {
            double[] mean = java.util.Arrays.copyOfRange(means.means(), c * width, (c + 1) * width);
            double[] direction = factor.solve(mean);
            System.arraycopy(direction, 0, coefficients, c * width, width);
            for (int j = 0; j < width; j++) {
                intercepts[c] -= direction[j] * mean[j] / 2;
            }
        }
        return classes == 2 ? two(coefficients, intercepts) : many(coefficients, intercepts);
    }

    private static LinearModel two(double[] coefficients, double[] intercepts) {
        int width = coefficients.length / 2;
        double[] difference = new double[width];
        for (int j = 0; j < width; j++) {
            difference[j] = coefficients[width + j] - coefficients[j];
        }
        return new LinearModel(LinearModel.Link.LOGISTIC, difference, new double[] {intercepts[1] - intercepts[0]});
    }

    private static LinearModel many(double[] coefficients, double[] intercepts) {
        return new LinearModel(LinearModel.Link.SOFTMAX, coefficients, intercepts);
    }

    private static double[] importances(LinearModel model) {
        double[] importances = new double[model.features()];
        for (int i = 0; i < model.coefficients().length; i++) {
            importances[i % importances.length] += Math.abs(model.coefficients()[i]);
        }
        return importances;
    }

    private static Problem impossible(String why) {
        return new Problem(ProblemType.TRAINING_IMPOSSIBLE, why);
    }
}
