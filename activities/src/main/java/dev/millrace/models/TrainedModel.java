package dev.millrace.models;

import dev.millrace.datasets.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model as the registry keeps it: preprocessing and predictor together. {@code importances} says what share each column
 * of the data has in the predictions (they add up to 1, or are empty); {@code engines} names the libraries it was fitted
 * with and their versions; {@code background} is what is kept of the training rows for explanations. Immutable, and safe
 * for many threads at once.
 */
public record TrainedModel(
        String algorithm,
        ModelInputs inputs,
        Predictor predictor,
        Map<String, Double> importances,
        Map<String, String> engines,
        Background background) {
    public TrainedModel {
        importances = Collections.unmodifiableMap(largestFirst(importances));
        engines = Collections.unmodifiableMap(new LinkedHashMap<>(engines));
        int outputs = inputs.outputs().outputs(inputs.classes().size());
        if (predictor.outputs() != outputs) {
            throw new IllegalArgumentException(
                    "the predictor gives " + predictor.outputs() + " numbers a row where " + outputs + " are needed");
        }
        if (inputs.outputs() == OutputKind.ANOMALY && !(predictor instanceof AnomalyScorer)) {
            throw new IllegalArgumentException("the predictor has no threshold above which a row is an anomaly");
        }
    }

    private static Map<String, Double> largestFirst(Map<String, Double> shares) {
        Map<String, Double> sorted = new LinkedHashMap<>();
        shares.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(share -> sorted.put(share.getKey(), share.getValue()));
        return sorted;
    }

    /** A model of whose training rows nothing is kept. */
    public TrainedModel(
            String algorithm,
            ModelInputs inputs,
            Predictor predictor,
            Map<String, Double> importances,
            Map<String, String> engines) {
        this(algorithm, inputs, predictor, importances, engines, Background.NONE);
    }

    /** Predicts rows that hold the used columns of the input schema, as {@link Instances} makes them. */
    public Predictions predict(Table table) {
        return predictor instanceof TablePredictor whole
                ? predictions(whole.predict(table))
                : predict(inputs.transform(table));
    }

    /** Predicts rows that went through this model's preprocessing already. */
    public Predictions predict(Matrix matrix) {
        return predictions(predictor.predict(matrix));
    }

    private Predictions predictions(double[] outputs) {
        return switch (inputs.outputs()) {
            case LABEL -> Predictions.Labels.of(inputs.classes(), outputs);
            case VALUE -> new Predictions.Values(outputs);
            case CLUSTER -> Predictions.Clusters.of(outputs);
            case ANOMALY -> new Predictions.Anomalies(outputs, ((AnomalyScorer) predictor).threshold());
            case FORECAST -> Predictions.Forecasts.of(outputs);
        };
    }

    /** About how much memory the model takes, in bytes. */
    public long bytes() {
        return predictor.bytes() + inputs.preprocessing().bytes() + background.bytes() + 4096;
    }
}
