package dev.millrace.training.algorithm;

import dev.millrace.models.DiagonalGaussians;
import dev.millrace.models.Matrix;
import dev.millrace.training.Task;
import java.util.Map;
import java.util.Set;

/**
 * Gaussian naive Bayes as scikit-learn has it: each class's features are normal and independent of one another; a share of
 * the largest variance of any feature is added to all variances.
 */
final class NaiveBayes implements Algorithm {
    private static final double SMALLEST = 1e-12;
    private static final int BLOCK = 1 << 12;

    @Override
    public String id() {
        return "naive_bayes";
    }

    @Override
    public String title() {
        return "Gaussian naive Bayes";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(new Hyperparameter.Real(
                "var_smoothing",
                "The share of the largest variance that is added to all variances",
                1e-9,
                0,
                false,
                1e3,
                new Hyperparameter.Range(1e-12, 1, true)));
    }

    /** Smoothing depends on the features' scales, which are therefore left as they are. */
    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(false, false);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, true);
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        ClassMeans means = ClassMeans.of(input, monitor);
        double[] variances = squares(input.train(), means, monitor);
        double added = Math.max(SMALLEST, input.parameters().real("var_smoothing") * largest(means, variances));
        for (int i = 0; i < variances.length; i++) {
            variances[i] = variances[i] / Math.max(1, means.counts()[i / means.width()]) + added;
        }
        DiagonalGaussians model = new DiagonalGaussians(means.logPriors(), means.means(), variances);
        FittedLoss.report(model, input, 1, monitor);
        monitor.progress(1);
        return new Fit(model, new double[0], Map.of());
    }

    /** The sums of the squared deviations from the class's mean. */
    private static double[] squares(PreparedMatrix rows, ClassMeans means, FitMonitor monitor) {
        Matrix matrix = rows.features();
        int[] labels = rows.labels();
        int width = matrix.width();
        double[] squares = new double[means.means().length];
        for (int row = 0; row < labels.length; row++) {
            if (row % BLOCK == 0) {
                monitor.throwIfCancelled();
            }
            for (int j = 0; j < width; j++) {
                int at = labels[row] * width + j;
                double gap = matrix.get(row, j) - means.means()[at];
                squares[at] += gap * gap;
            }
        }
        return squares;
    }

    /** The largest variance of any feature over all rows: that within the classes and that between them. */
    private static double largest(ClassMeans means, double[] squares) {
        double largest = 0;
        int width = means.width();
        for (int j = 0; j < width; j++) {
            double rows = 0;
            double sum = 0;
            double total = 0;
            for (int c = 0; c < means.counts().length; c++) {
                double count = means.counts()[c];
                double mean = means.means()[c * width + j];
                rows += count;
                sum += count * mean;
                total += squares[c * width + j] + count * mean * mean;
            }
            largest = Math.max(largest, total / rows - (sum / rows) * (sum / rows));
        }
        return largest;
    }
}
