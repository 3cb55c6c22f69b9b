package dev.millrace.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.models.Predictions;
import dev.millrace.models.explanation.Explanation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The model's answer to one instance: a label with probabilities from a classifier, a value from a regression, a cluster, an anomaly, or a forecast. */
@Schema(name = "Prediction")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PredictionView(
        @Schema(description = "A UUIDv7 made for this answer.")
        UUID id,

        @Schema(
                description = "The most probable class, the cluster (its number, or noise), or anomaly or normal.",
                example = "yes")
        @Nullable
        String label,

        @Schema(description = "Regression: the predicted number. Forecasting: the forecast.", example = "17.25")
        @Nullable
        Double value,

        @Schema(description = "Classification: the probability of each class.", example = "{\"no\": 0.2, \"yes\": 0.8}")
        @Nullable
        SequencedMap<String, Double> probabilities,

        @Schema(
                description =
                        "Classification: the probability of the label. Anomaly detection: the higher, the less usual.",
                example = "0.8")
        @Nullable
        Double score,

        @Schema(description = "Forecasting: the lower bound of the prediction interval.", example = "15.5") @Nullable
        Double lower,

        @Schema(description = "Forecasting: the upper bound of the prediction interval.", example = "19.0") @Nullable
        Double upper,

        @Schema(description = "With explain only.") @Nullable
        ExplanationView explanation) {

    static PredictionView of(UUID id, Predictions predictions, int row, @Nullable Explanation explanation) {
        ExplanationView why = explanation == null ? null : ExplanationView.of(explanation);
        return switch (predictions) {
            case Predictions.Labels labels -> {
                SequencedMap<String, Double> probabilities = new LinkedHashMap<>();
                for (int c = 0; c < labels.classes().size(); c++) {
                    probabilities.put(labels.classes().get(c), labels.probability(row, c));
                }
                String label = labels.label(row);
                yield new PredictionView(id, label, null, probabilities, probabilities.get(label), null, null, why);
            }
            case Predictions.Values values ->
                new PredictionView(id, null, values.values()[row], null, null, null, null, why);
            case Predictions.Clusters clusters ->
                new PredictionView(id, clusters.label(row), null, null, null, null, null, null);
            case Predictions.Anomalies anomalies ->
                new PredictionView(
                        id, anomalies.label(row), null, null, anomalies.scores()[row], null, null, why);
            case Predictions.Forecasts forecasts ->
                new PredictionView(
                        id,
                        null,
                        forecasts.values()[row],
                        null,
                        null,
                        forecasts.lower()[row],
                        forecasts.upper()[row],
                        null);
        };
    }
}
