package dev.millrace.training;

import dev.millrace.models.Predictions;
import dev.millrace.models.TrainedModel;
import dev.millrace.models.explanation.ContributionSummary;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.List;
import java.util.stream.IntStream;

/** Judges a model by rows it was not fitted on. */
public final class ModelEvaluation {
    private static final int RESIDUALS = 1000;
    /** Confusion matrices and curves of more classes than this are left out of the report. */
    private static final int REPORTED_CLASSES = 100;

    private ModelEvaluation() {}

    public static EvaluationReport evaluate(TrainedModel model, PreparedMatrix test, ValidationConfig config) {
        List<EvaluationReport.Importance> importances = model.importances().entrySet().stream()
                .map(entry -> new EvaluationReport.Importance(entry.getKey(), entry.getValue()))
                .toList();
        EvaluationReport report = switch (model.predict(test.features())) {
            case Predictions.Labels labels -> classifier(labels, test.labels(), config, importances);
            case Predictions.Values values -> regression(values.values(), test.target(), importances);
        };
        return report.with(ContributionSummary.of(model, test.features(), config.seed()));
    }

    private static EvaluationReport classifier(
            Predictions.Labels labels,
            int[] truth,
            ValidationConfig config,
            List<EvaluationReport.Importance> importances) {
        List<String> classes = labels.classes();
        int count = classes.size();
        boolean reported = count <= REPORTED_CLASSES;
        return new EvaluationReport(
                Metrics.classification(
                        count, truth, labels.labels(), labels.probabilities(), PositiveClass.of(classes, config)),
                reported
                        ? new EvaluationReport.ConfusionMatrix(
                                classes, Metrics.confusion(count, truth, labels.labels()))
                        : null,
                reported ? Curves.roc(classes, truth, labels.probabilities()) : null,
                reported ? Curves.precisionRecall(classes, truth, labels.probabilities()) : null,
                null,
                importances);
    }

    private static EvaluationReport regression(
            double[] predicted, double[] truth, List<EvaluationReport.Importance> importances) {
        int shown = Math.min(RESIDUALS, truth.length);
        int[] rows = IntStream.range(0, shown)
                .map(i -> (int) ((long) i * truth.length / shown))
                .toArray();
        EvaluationReport.Residuals residuals = new EvaluationReport.Residuals(
                IntStream.of(rows).mapToDouble(row -> truth[row]).toArray(),
                IntStream.of(rows).mapToDouble(row -> predicted[row]).toArray());
        return new EvaluationReport(Metrics.regression(truth, predicted), null, null, null, residuals, importances);
    }
}
