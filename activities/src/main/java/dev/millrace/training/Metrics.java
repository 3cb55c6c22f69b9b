package dev.millrace.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metrics by name, equal to scikit-learn's; one that these rows do not define is absent. */
public final class Metrics {
    private static final double CLIP = 1e-15;
    /** numpy's {@code finfo(float64).eps}, below which scikit-learn's MAPE does not divide. */
    private static final double EPSILON = Math.ulp(1.0);

    private Metrics() {}

    /**
     * accuracy, precision, recall, f1, roc_auc, log_loss.
     *
     * @param truth indexes of classes
     * @param probabilities a row's classes side by side
     * @param positiveClass the index of the class that precision, recall and f1 are about; absent: their macro average
     *     over the classes that occur
     */
    public static Map<String, Double> classification(
            int classes, int[] truth, int[] predicted, double[] probabilities, @Nullable Integer positiveClass) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (truth.length == 0) {
            return metrics;
        }
        ClassCounts counts = ClassCounts.of(confusion(classes, truth, predicted));
        metrics.put("accuracy", counts.accuracy());
        metrics.put("precision", counts.average(counts::precision, positiveClass));
        metrics.put("recall", counts.average(counts::recall, positiveClass));
        metrics.put("f1", counts.average(counts::f1, positiveClass));
        double auc = macroAuc(classes, truth, probabilities);
        if (!Double.isNaN(auc)) {
            metrics.put("roc_auc", auc);
        }
        metrics.put("log_loss", logLoss(classes, truth, probabilities));
        return metrics;
    }

    /** rmse, mae, r2, mape. */
    public static Map<String, Double> regression(double[] truth, double[] predicted) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        int rows = truth.length;
        if (rows == 0) {
            return metrics;
        }
        double mean = 0;
        for (double value : truth) {
            mean += value / rows;
        }
        double squares = 0;
        double absolute = 0;
        double relative = 0;
        double spread = 0;
        for (int row = 0; row < rows; row++) {
            double error = truth[row] - predicted[row];
            squares += error * error;
            absolute += Math.abs(error);
            relative += Math.abs(error) / Math.max(EPSILON, Math.abs(truth[row]));
            spread += (truth[row] - mean) * (truth[row] - mean);
        }
        metrics.put("rmse", Math.sqrt(squares / rows));
        metrics.put("mae", absolute / rows);
        if (rows > 1) {
            metrics.put("r2", spread > 0 ? 1 - squares / spread : squares == 0 ? 1.0 : 0.0);
        }
        metrics.put("mape", relative / rows);
        return metrics;
    }

    /** {@code [i][j]} rows of class i were predicted as class j. */
    static int[][] confusion(int classes, int[] truth, int[] predicted) {
        int[][] matrix = new int[classes][classes];
        for (int row = 0; row < truth.length; row++) {
            matrix[truth[row]][predicted[row]]++;
        }
        return matrix;
    }

    /** One-vs-rest; NaN unless every class occurs. */
    private static double macroAuc(int classes, int[] truth, double[] probabilities) {
        double sum = 0;
        for (int c = classes == 2 ? 1 : 0; c < classes; c++) {
            sum += RankedScores.of(classes, c, truth, probabilities).auc();
        }
        return sum / (classes == 2 ? 1 : classes);
    }

    private static double logLoss(int classes, int[] truth, double[] probabilities) {
        double sum = 0;
        for (int row = 0; row < truth.length; row++) {
            sum -= Math.log(Math.clamp(probabilities[row * classes + truth[row]], CLIP, 1 - CLIP));
        }
        return sum / truth.length;
    }
}
