package dev.millrace.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.models.explanation.ContributionSummary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /curves} shows. The confusion matrix, ROC and PR belong to a classifier, residuals to a regression. A curve
 * has one line per class (one for a binary target: the second class), thinned to a few hundred points.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationReport(
        Map<String, Double> metrics,
        @JsonProperty("confusion_matrix") @Nullable ConfusionMatrix confusionMatrix,
        @Nullable List<Curve> roc,
        @Nullable List<Curve> pr,
        @Nullable Residuals residuals,
        @JsonProperty("feature_importance") List<Importance> featureImportance,
        @JsonProperty("contribution_summary") @Nullable ContributionSummary contributionSummary) {

    /** A report without what single predictions owe to the columns. */
    EvaluationReport(
            Map<String, Double> metrics,
            @Nullable ConfusionMatrix confusionMatrix,
            @Nullable List<Curve> roc,
            @Nullable List<Curve> pr,
            @Nullable Residuals residuals,
            List<Importance> featureImportance) {
        this(metrics, confusionMatrix, roc, pr, residuals, featureImportance, null);
    }

    EvaluationReport with(ContributionSummary summary) {
        return new EvaluationReport(metrics, confusionMatrix, roc, pr, residuals, featureImportance, summary);
    }

    /** {@code matrix[i][j]} rows of class {@code labels[i]} were predicted as {@code labels[j]}. */
    public record ConfusionMatrix(List<String> labels, int[][] matrix) {}

    /** ROC: x false and y true positive rate. PR: x recall, y precision. {@code thresholds} belong to the points. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Curve(
            @JsonProperty("class") String label, double[] x, double[] y, double[] thresholds, double area) {}

    /** Some test rows side by side, evenly chosen when there are many. */
    public record Residuals(double[] actual, double[] predicted) {}

    /** A column's share in the predictions, 0 to 1. */
    public record Importance(String feature, double importance) {}
}
