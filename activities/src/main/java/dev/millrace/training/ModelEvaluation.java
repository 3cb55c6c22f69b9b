package dev.millrace.training;

import dev.millrace.models.Predictions;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.EvaluationReport.Importance;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Judges a model by rows it was not fitted on. */
public final class ModelEvaluation {
    private static final int BLOCK = 1 << 10;
    private static final int RESIDUALS = 1000;
    /** Confusion matrices and curves of more classes than this are left out of the report. */
    private static final int REPORTED_CLASSES = 100;

    private ModelEvaluation() {}

    /** Without permutation importance and contributions, which take a while. */
    public static EvaluationReport evaluate(TrainedModel model, PreparedMatrix test, ValidationConfig config) {
        TestPredictions predictions = predict(model, test, () -> {});
        return report(
                predictions, metrics(predictions, config), config, new Attribution(importances(model), null, null));
    }

    /** @param goesOn is called before every block of rows, and may throw to end it */
    static TestPredictions predict(TrainedModel model, PreparedMatrix test, Runnable goesOn) {
        List<TestPredictions> blocks = new ArrayList<>();
        int first = 0;
        do {
            goesOn.run();
            int end = Math.min(test.rows(), first + BLOCK);
            blocks.add(new TestPredictions(
                    model.predict(test.features().slice(first, end)), Arrays.copyOfRange(test.target(), first, end)));
            first = end;
        } while (first < test.rows());
        return TestPredictions.concat(blocks);
    }

    static List<Importance> importances(TrainedModel model) {
        return model.importances().entrySet().stream()
                .map(entry -> new Importance(entry.getKey(), entry.getValue()))
                .toList();
    }

    static Map<String, Double> metrics(TestPredictions test, ValidationConfig config) {
        return switch (test.predicted()) {
            case Predictions.Labels labels ->
                Metrics.classification(
                        labels.classes().size(),
                        test.labels(),
                        labels.labels(),
                        labels.probabilities(),
                        PositiveClass.of(labels.classes(), config));
            case Predictions.Values values -> Metrics.regression(test.truth(), values.values());
        };
    }

    static EvaluationReport report(
            TestPredictions test, Map<String, Double> metrics, ValidationConfig config, Attribution attribution) {
        return switch (test.predicted()) {
            case Predictions.Labels labels ->
                labels.classes().size() <= REPORTED_CLASSES
                        ? classifier(metrics, labels, test.labels(), config, attribution)
                        : new EvaluationReport(metrics, null, null, null, null, null, attribution);
            case Predictions.Values values ->
                new EvaluationReport(
                        metrics, null, null, null, null, residuals(values.values(), test.truth()), attribution);
        };
    }

    private static EvaluationReport classifier(
            Map<String, Double> metrics,
            Predictions.Labels labels,
            int[] truth,
            ValidationConfig config,
            Attribution attribution) {
        List<String> classes = labels.classes();
        double[] probabilities = labels.probabilities();
        return new EvaluationReport(
                metrics,
                new EvaluationReport.ConfusionMatrix(
                        classes, Metrics.confusion(classes.size(), truth, labels.labels())),
                Curves.roc(classes, truth, probabilities),
                Curves.precisionRecall(classes, truth, probabilities),
                Calibration.of(classes, truth, probabilities, PositiveClass.of(classes, config)),
                null,
                attribution);
    }

    private static EvaluationReport.Residuals residuals(double[] predicted, double[] truth) {
        int shown = Math.min(RESIDUALS, truth.length);
        int[] rows = IntStream.range(0, shown)
                .map(i -> (int) ((long) i * truth.length / shown))
                .toArray();
        return new EvaluationReport.Residuals(
                IntStream.of(rows).mapToDouble(row -> truth[row]).toArray(),
                IntStream.of(rows).mapToDouble(row -> predicted[row]).toArray());
    }
}
