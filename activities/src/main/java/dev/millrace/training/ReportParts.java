package dev.millrace.training;

import dev.millrace.training.EvaluationReport.AnomalyScores;
import dev.millrace.training.EvaluationReport.CalibrationCurve;
import dev.millrace.training.EvaluationReport.Cluster;
import dev.millrace.training.EvaluationReport.ConfusionMatrix;
import dev.millrace.training.EvaluationReport.Curve;
import dev.millrace.training.EvaluationReport.Residuals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of an {@link EvaluationReport} that depend on the task; what a task has no use for is absent. */
record ReportParts(
        @Nullable ConfusionMatrix confusionMatrix,
        @Nullable List<Curve> roc,
        @Nullable List<Curve> pr,
        @Nullable List<CalibrationCurve> calibration,
        @Nullable Residuals residuals,
        @Nullable List<Cluster> clusters,
        @Nullable AnomalyScores anomalyScores,
        @Nullable List<BackTest> backTest) {
    static final ReportParts NONE = new ReportParts(null, null, null, null, null, null, null, null);

    static ReportParts ofClassification(
            ConfusionMatrix confusion, List<Curve> roc, List<Curve> pr, List<CalibrationCurve> calibration) {
        return new ReportParts(confusion, roc, pr, calibration, null, null, null, null);
    }

    static ReportParts ofRegression(Residuals residuals) {
        return new ReportParts(null, null, null, null, residuals, null, null, null);
    }

    static ReportParts ofClustering(List<Cluster> clusters) {
        return new ReportParts(null, null, null, null, null, clusters, null, null);
    }

    /** Where nothing is known of the rows. */
    static ReportParts ofAnomalies(AnomalyScores scores) {
        return new ReportParts(null, null, null, null, null, null, scores, null);
    }

    static ReportParts ofKnownAnomalies(
            AnomalyScores scores, ConfusionMatrix confusion, List<Curve> roc, List<Curve> pr) {
        return new ReportParts(confusion, roc, pr, null, null, null, scores, null);
    }

    static ReportParts ofForecasts(List<BackTest> folds) {
        return new ReportParts(null, null, null, null, null, null, null, folds);
    }
}
