package dev.millrace.monitoring;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.models.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a model answered, as a column: labels or numbers. */
final class Outputs {
    static final String NAME = "output";

    private Outputs() {}

    /** Empty for forecasts: they follow the time. */
    static Optional<Column> of(Predictions predictions) {
        return switch (predictions) {
            case Predictions.Labels labels -> Optional.of(labels(labels.rows(), labels::label));
            case Predictions.Clusters clusters -> Optional.of(labels(clusters.rows(), clusters::label));
            case Predictions.Values values -> Optional.of(numbers(values.values()));
            case Predictions.Anomalies anomalies -> Optional.of(numbers(anomalies.scores()));
            case Predictions.Forecasts _ -> Optional.empty();
        };
    }

    /** Of the prediction log's outputs; what has neither label nor number is missing. */
    static Column logged(List<JsonNode> outputs, boolean numeric) {
        return numeric
                ? numbers(outputs.stream().mapToDouble(Outputs::number).toArray())
                : labels(outputs.size(), row -> text(outputs.get(row).get("label")));
    }

    private static double number(JsonNode output) {
        JsonNode value =
                output.hasNonNull("score") && !output.hasNonNull("value") ? output.get("score") : output.get("value");
        return value == null || !value.isNumber() ? Double.NaN : value.doubleValue();
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value.asString();
    }

    private static Column numbers(double[] values) {
        return new Column.Numeric(NAME, ColumnType.NUMBER, values);
    }

    private static Column labels(int rows, Labelling labelling) {
        List<@Nullable String> labels = new ArrayList<>();
        TreeSet<String> different = new TreeSet<>();
        for (int row = 0; row < rows; row++) {
            String label = labelling.of(row);
            labels.add(label);
            if (label != null) {
                different.add(label);
            }
        }
        List<String> dictionary = List.copyOf(different);
        int[] codes = labels.stream()
                .mapToInt(label -> label == null ? -1 : dictionary.indexOf(label))
                .toArray();
        return new Column.Text(NAME, dictionary.toArray(String[]::new), codes);
    }

    @FunctionalInterface
    private interface Labelling {
        @Nullable
        String of(int row);
    }
}
