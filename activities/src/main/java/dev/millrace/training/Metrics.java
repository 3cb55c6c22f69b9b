package dev.millrace.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metrics by name, equal to scikit-learn's; one that these rows do not define is absent. */
@SuppressWarnings("DoNotCallSuggester")
public final class Metrics {
    private Metrics() {}

    /**
     * accuracy, precision, recall, f1, roc_auc, log_loss.
     *
     * @param truth indexes of classes
     * @param probabilities a row's classes side by side
     * @param positiveClass the index of the class that precision, recall and f1 are about; absent: their macro average
     */
    public static Map<String, Double> classification(
            int classes, int[] truth, int[] predicted, double[] probabilities, @Nullable Integer positiveClass) {
        throw new UnsupportedOperationException("metrics");
    }

    /** rmse, mae, r2, mape. */
    public static Map<String, Double> regression(double[] truth, double[] predicted) {
        throw new UnsupportedOperationException("metrics");
    }
}
