package dev.millrace.automl;

import dev.millrace.models.Predictions;
import dev.millrace.training.ModelEvaluation;
import dev.millrace.training.TestPredictions;
import dev.millrace.training.TrainingPart;
import dev.millrace.training.ValidationConfig;
import dev.millrace.tuning.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The validation rows of a study, part by part, by which outputs for all of them are judged as trials are. */
final class Validation {
    private final List<TestPredictions> parts;
    private final ValidationConfig config;
    private final Objective objective;

    /** @param parts as any model predicts them, for what is true of their rows */
    Validation(List<TestPredictions> parts, ValidationConfig config, Objective objective) {
        this.parts = List.copyOf(parts);
        this.config = config;
        this.objective = objective;
    }

    /** The parts that trials are judged by. */
    static List<TrainingPart> parts(ValidationConfig config) {
        return config.rounds() > 1
                ? IntStream.rangeClosed(1, config.rounds())
                        .mapToObj(TrainingPart::fold)
                        .toList()
                : List.of(TrainingPart.SEARCH);
    }

    /** The outputs for the rows of all parts, one after another. */
    static double[] outputs(List<TestPredictions> parts) {
        return parts.stream()
                .map(part -> outputs(part.predicted()))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    EnsembleSelection.Loss loss(double[] outputs) {
        Map<String, Double> metrics = metrics(outputs);
        Double value = metrics.get(objective.metric());
        double main = value == null || value.isNaN()
                ? Double.POSITIVE_INFINITY
                : objective.direction().loss(value);
        return new EnsembleSelection.Loss(main, metrics.getOrDefault("log_loss", metrics.getOrDefault("rmse", 0.0)));
    }

    /** The mean over the parts. */
    Map<String, Double> metrics(double[] outputs) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (Map<String, Double> metrics : metricsByPart(outputs)) {
            metrics.forEach((name, value) -> means.merge(name, value / parts.size(), Double::sum));
        }
        return means;
    }

    private List<Map<String, Double>> metricsByPart(double[] outputs) {
        List<Map<String, Double>> metrics = new ArrayList<>();
        int first = 0;
        for (TestPredictions part : parts) {
            int length = outputs(part.predicted()).length;
            Predictions predicted = like(part.predicted(), Arrays.copyOfRange(outputs, first, first + length));
            metrics.add(ModelEvaluation.metrics(
                    new TestPredictions(predicted, part.truth()), Validation::noRows, config, () -> {}));
            first += length;
        }
        return metrics;
    }

    static double[] outputs(Predictions predictions) {
        return switch (predictions) {
            case Predictions.Labels labels -> labels.probabilities();
            case Predictions.Values values -> values.values();
            case Predictions.Clusters _, Predictions.Anomalies _, Predictions.Forecasts _ -> throw otherTask();
        };
    }

    static Predictions like(Predictions predictions, double[] outputs) {
        return switch (predictions) {
            case Predictions.Labels labels -> Predictions.Labels.of(labels.classes(), outputs);
            case Predictions.Values _ -> new Predictions.Values(outputs);
            case Predictions.Clusters _, Predictions.Anomalies _, Predictions.Forecasts _ -> throw otherTask();
        };
    }

    private static dev.millrace.models.Matrix noRows() {
        throw otherTask();
    }

    private static IllegalStateException otherTask() {
        return new IllegalStateException("only classes and values are averaged");
    }
}
