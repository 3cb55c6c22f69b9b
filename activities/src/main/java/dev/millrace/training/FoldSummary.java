package dev.millrace.training;

import dev.millrace.models.CrossValidation;
import dev.millrace.models.Matrix;
import dev.millrace.models.Predictions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Adds up what single folds came to. A metric that some folds do not define is the mean over the others. */
final class FoldSummary {
    /** Nothing that is judged by folds is shown by its features. */
    private static final Matrix NO_ROWS = new Matrix(0, List.of(), new float[0]);

    private final List<FoldScore> scores;
    private final List<FoldReport> reports;

    FoldSummary(List<FoldScore> scores, List<FoldReport> reports) {
        this.scores = scores;
        this.reports = reports;
    }

    Map<String, Double> means() {
        return each(Spread::mean);
    }

    CrossValidation crossValidation() {
        return new CrossValidation(
                scores.stream()
                        .map(score -> new CrossValidation.Fold(
                                score.fold(), score.trainRows(), score.testRows(), score.metrics()))
                        .toList(),
                each(Spread::sd));
    }

    /** Curves, residuals and the confusion matrix are of all test rows together. */
    EvaluationReport report(ValidationConfig config) {
        TestPredictions all =
                TestPredictions.concat(reports.stream().map(FoldReport::test).toList());
        Attribution attribution =
                Attribution.mean(reports.stream().map(FoldReport::attribution).toList());
        return all.predicted() instanceof Predictions.Forecasts
                ? EvaluationReport.of(means(), attribution, ReportParts.ofForecasts(backTest()))
                : ModelEvaluation.report(new Judged(all, attribution, NO_ROWS), means(), config);
    }

    private List<BackTest> backTest() {
        return IntStream.range(0, scores.size())
                .mapToObj(i -> BackTest.of(
                        scores.get(i).fold(),
                        reports.get(i).test(),
                        reports.get(i).times()))
                .toList();
    }

    private Map<String, Double> each(ToDoubleFunction<double[]> figure) {
        Map<String, Double> figures = new LinkedHashMap<>();
        scores.stream()
                .flatMap(score -> score.metrics().keySet().stream())
                .distinct()
                .forEach(name -> {
                    double[] values = scores.stream()
                            .map(FoldScore::metrics)
                            .filter(metrics -> metrics.containsKey(name))
                            .mapToDouble(metrics -> metrics.get(name))
                            .toArray();
                    figures.put(name, figure.applyAsDouble(values));
                });
        return figures;
    }
}
