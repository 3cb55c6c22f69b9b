package dev.millrace.prediction;

import dev.millrace.models.Predictions;
import dev.millrace.tenancy.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The answers to one request on their way into the log; {@code inputs} holds the sampled instances by their index. */
record Answered(
        Traffic traffic,
        Instant at,
        List<UUID> ids,
        Predictions predictions,
        Map<Integer, Map<String, @Nullable Object>> inputs) {

    int rows() {
        return ids.size();
    }

    Answered withoutInputs() {
        return new Answered(traffic, at, ids, predictions, Map.of());
    }

    List<NewPrediction> rows(boolean withInputs) {
        return IntStream.range(0, rows())
                .mapToObj(row -> new NewPrediction(ids.get(row), at, withInputs ? input(row) : null, output(row)))
                .toList();
    }

    private @Nullable JsonNode input(int row) {
        Map<String, @Nullable Object> instance = inputs.get(row);
        return instance == null ? null : Json.tree(instance);
    }

    private JsonNode output(int row) {
        ObjectNode output = Json.mapper().createObjectNode();
        switch (predictions) {
            case Predictions.Labels labels -> {
                output.put("label", labels.label(row));
                ObjectNode probabilities = output.putObject("probabilities");
                for (int c = 0; c < labels.classes().size(); c++) {
                    put(probabilities, labels.classes().get(c), labels.probability(row, c));
                }
                put(output, "score", labels.probability(row, labels.labels()[row]));
            }
            case Predictions.Values values -> put(output, "value", values.values()[row]);
            case Predictions.Clusters clusters -> output.put("label", clusters.label(row));
            case Predictions.Anomalies anomalies -> {
                output.put("label", anomalies.label(row));
                put(output, "score", anomalies.scores()[row]);
            }
            case Predictions.Forecasts forecasts ->
                put(output, "value", forecasts.values()[row]);
        }
        return output;
    }

    /** JSON knows no NaN and no infinity. */
    private static void put(ObjectNode object, String name, double value) {
        if (Double.isFinite(value)) {
            object.put(name, value);
        } else {
            object.putNull(name);
        }
    }
}
