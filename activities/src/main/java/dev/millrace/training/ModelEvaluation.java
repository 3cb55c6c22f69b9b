package dev.millrace.training;

import dev.millrace.models.Matrix;
import dev.millrace.models.Predictions;
import dev.millrace.models.TrainedModel;
import dev.millrace.training.EvaluationReport.Importance;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
        Judged judged = new Judged(
                predict(model, test, () -> {}),
                new Attribution(importances(model), null, null),
                test.features(),
                BackTest.times(model, test.features()));
        return report(judged, metrics(judged, config, () -> {}), config);
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

    /** @param goesOn is called every now and then, and may throw to end it */
    static Map<String, Double> metrics(Judged judged, ValidationConfig config, Runnable goesOn) {
        return metrics(judged.test(), judged::rows, config, goesOn);
    }

    /**
     * @param rows as preprocessing gives them: clusters are judged by the distances between them
     * @param goesOn is called every now and then, and may throw to end it
     */
    public static Map<String, Double> metrics(
            TestPredictions test, Supplier<Matrix> rows, ValidationConfig config, Runnable goesOn) {
        return switch (test.predicted()) {
            case Predictions.Labels labels ->
                Metrics.classification(
                        labels.classes().size(),
                        test.labels(),
                        labels.labels(),
                        labels.probabilities(),
                        PositiveClass.of(labels.classes(), config));
            case Predictions.Values values -> Metrics.regression(test.truth(), values.values());
            case Predictions.Clusters clusters ->
                new ClusterMetrics(rows.get(), clusters.clusters()).metrics(config.seed(), goesOn);
            case Predictions.Anomalies anomalies -> new AnomalyReport(anomalies, test.truth()).metrics();
            case Predictions.Forecasts forecasts -> ForecastMetrics.of(test.truth(), forecasts);
        };
    }

    static EvaluationReport report(Judged judged, Map<String, Double> metrics, ValidationConfig config) {
        return EvaluationReport.of(metrics, judged.attribution(), parts(judged, config));
    }

    private static ReportParts parts(Judged judged, ValidationConfig config) {
        TestPredictions test = judged.test();
        return switch (test.predicted()) {
            case Predictions.Labels labels ->
                labels.classes().size() <= REPORTED_CLASSES
                        ? classification(labels, test.labels(), config)
                        : ReportParts.NONE;
            case Predictions.Values values -> ReportParts.ofRegression(residuals(values.values(), test.truth()));
            case Predictions.Clusters clusters ->
                ReportParts.ofClustering(new ClusterMetrics(judged.rows(), clusters.clusters()).sizes());
            case Predictions.Anomalies anomalies -> new AnomalyReport(anomalies, test.truth()).parts();
            case Predictions.Forecasts _ -> ReportParts.ofForecasts(List.of(BackTest.of(1, test, judged.times())));
        };
    }

    private static ReportParts classification(Predictions.Labels labels, int[] truth, ValidationConfig config) {
        List<String> classes = labels.classes();
        double[] probabilities = labels.probabilities();
        return ReportParts.ofClassification(
                new EvaluationReport.ConfusionMatrix(
                        classes, Metrics.confusion(classes.size(), truth, labels.labels())),
                Curves.roc(classes, truth, probabilities),
                Curves.precisionRecall(classes, truth, probabilities),
                Calibration.of(classes, truth, probabilities, PositiveClass.of(classes, config)));
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
