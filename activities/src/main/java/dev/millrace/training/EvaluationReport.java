package dev.millrace.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.models.explanation.ContributionSummary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /curves} shows. The confusion matrix, ROC, PR and calibration belong to a classifier, residuals to a
 * regression, clusters to a clustering, the back test to a forecast, anomaly scores to an anomaly detection, with a
 * confusion matrix, ROC and PR where anomalies are known. A curve has one line per class (one for a binary target: the
 * second class), thinned to a few hundred points. With several folds it is about the test rows of all of them, each predicted by the model that had not seen it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationReport(
        Map<String, Double> metrics,
        @JsonProperty("confusion_matrix") @Nullable ConfusionMatrix confusionMatrix,
        @Nullable List<Curve> roc,
        @Nullable List<Curve> pr,
        @Nullable List<CalibrationCurve> calibration,
        @Nullable Residuals residuals,
        @Nullable List<Cluster> clusters,
        @JsonProperty("anomaly_scores") @Nullable AnomalyScores anomalyScores,
        @JsonProperty("back_test") @Nullable List<BackTest> backTest,
        @JsonProperty("feature_importance") List<Importance> featureImportance,
        @JsonProperty("permutation_importance") @Nullable Permutation permutationImportance,
        @JsonProperty("contribution_summary") @Nullable ContributionSummary contributionSummary) {

    static EvaluationReport of(Map<String, Double> metrics, Attribution attribution, ReportParts parts) {
        return new EvaluationReport(
                metrics,
                parts.confusionMatrix(),
                parts.roc(),
                parts.pr(),
                parts.calibration(),
                parts.residuals(),
                parts.clusters(),
                parts.anomalyScores(),
                parts.backTest(),
                attribution.importances(),
                attribution.permutation(),
                attribution.contributions());
    }

    /**
     * Rows above the threshold are anomalies. {@code counts[i]} test rows have scores from {@code edges[i]} to
     * {@code edges[i + 1]}. Where several folds have thresholds of their own, scores are moved so that they meet the first's.
     */
    public record AnomalyScores(double threshold, double[] edges, int[] counts) {}

    /** How many rows a cluster has; the rows that are in none are those of {@code noise}. */
    public record Cluster(String cluster, int rows) {}

    /** {@code matrix[i][j]} rows of class {@code labels[i]} were predicted as {@code labels[j]}. */
    public record ConfusionMatrix(List<String> labels, int[][] matrix) {}

    /** ROC: x false and y true positive rate. PR: x recall, y precision. {@code thresholds} belong to the points. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Curve(
            @JsonProperty("class") String label, double[] x, double[] y, double[] thresholds, double area) {}

    /** Of each bin of {@code rows}: the mean probability predicted for the class, and the share of it that is true. */
    public record CalibrationCurve(
            @JsonProperty("class") String label, double[] predicted, double[] observed, int[] rows) {}

    /** Some test rows side by side, evenly chosen when there are many. */
    public record Residuals(double[] actual, double[] predicted) {}

    /** A column's share in the predictions, 0 to 1. */
    public record Importance(String feature, double importance) {}

    /**
     * What {@code metric} loses when a column is shuffled {@code repeats} times among {@code sampleRows} of the test rows,
     * the largest loss first. {@code skipped} says why it was not measured, and is null when it was.
     */
    public record Permutation(
            String metric,
            @JsonProperty("sample_rows") int sampleRows,
            int repeats,
            @Nullable Double baseline,
            List<PermutedFeature> features,
            @Nullable String skipped) {
        static Permutation skipped(String metric, int sampleRows, String why) {
            return new Permutation(metric, sampleRows, 0, null, List.of(), why);
        }
    }

    /** The mean loss over the repeats, and its sample standard deviation. */
    public record PermutedFeature(String feature, double mean, double sd) {}
}
