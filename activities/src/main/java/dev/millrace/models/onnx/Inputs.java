package dev.millrace.models.onnx;

import dev.millrace.datasets.ColumnType;
import dev.millrace.models.EmbeddingEncoding;
import dev.millrace.models.Encoding;
import dev.millrace.models.InputField;
import dev.millrace.models.ModelInputs;
import dev.millrace.models.NumericEncoding;
import dev.millrace.models.OneHotEncoding;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TargetEncoding;
import dev.millrace.models.TfidfEncoding;
import dev.millrace.models.TimeGridEncoding;
import dev.millrace.models.TimestampEncoding;
import dev.millrace.problems.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes preprocessing into a graph: an input per used column (texts as strings, an empty one missing; all else as doubles,
 * NaN missing, booleans 0 or 1, times in seconds since 1970), and the features as one matrix of floats.
 */
final class Inputs {
    private final Graph graph;
    private final Preprocessing preprocessing;
    private final Map<String, String> columns = new LinkedHashMap<>();

    private Inputs(Graph graph, ModelInputs inputs) {
        this.graph = graph;
        this.preprocessing = inputs.preprocessing();
        for (InputField field : inputs.schema().usedFields()) {
            int type = field.type() == ColumnType.STRING ? Graph.STRING : Graph.DOUBLE;
            columns.put(field.name(), graph.input(field.name(), type));
        }
    }

    /** Answers the name of the features: {@code [rows, features]}. */
    static String write(Graph graph, ModelInputs inputs) {
        return new Inputs(graph, inputs).features();
    }

    private String features() {
        List<String> parts = new ArrayList<>();
        int first = 0;
        for (Encoding encoding : preprocessing.encodings()) {
            String column = columns.get(encoding.column());
            if (column == null) {
                throw new IllegalArgumentException("no field for column " + encoding.column());
            }
            switch (encoding) {
                case NumericEncoding numeric -> {
                    parts.add(scaled(filled(column, numeric.fill()), first));
                    indicator(parts, column, numeric.indicator());
                }
                case TimestampEncoding timestamp -> {
                    Calendar calendar = new Calendar(graph, filled(column, timestamp.fill()));
                    for (int part = 0; part < timestamp.parts().size(); part++) {
                        parts.add(scaled(calendar.part(timestamp.parts().get(part)), first + part));
                    }
                    indicator(parts, column, timestamp.indicator());
                }
                case OneHotEncoding oneHot -> oneHot(parts, column, oneHot);
                case TargetEncoding target -> target(parts, column, target, first);
                case TfidfEncoding texts -> throw notWritten(texts);
                case EmbeddingEncoding texts -> throw notWritten(texts);
                case TimeGridEncoding grid ->
                    throw new IllegalArgumentException("a forecast is no function of numbers alone");
            }
            first += encoding.width();
        }
        return graph.add("Concat", parts, Map.of("axis", 1L));
    }

    private static Problem notWritten(Encoding texts) {
        return Problem.conflict("a model with a text column (" + texts.column()
                + ") cannot be exported to ONNX; one whose string columns hold categories can");
    }

    private String filled(String column, double fill) {
        return Double.isNaN(fill)
                ? column
                : graph.add(
                        "Where",
                        List.of(graph.add("IsNaN", List.of(column)), graph.doubles(new double[] {fill}), column));
    }

    private String scaled(String value, int feature) {
        String moved = graph.add("Sub", List.of(value, graph.doubles(new double[] {
            preprocessing.shift()[feature]
        })));
        String scaled = graph.add("Div", List.of(moved, graph.doubles(new double[] {
            preprocessing.scale()[feature]
        })));
        return asFloat(scaled);
    }

    private void indicator(List<String> parts, String column, boolean wanted) {
        if (wanted) {
            parts.add(asFloat(graph.add("IsNaN", List.of(column))));
        }
    }

    private String asFloat(String value) {
        return graph.add("Cast", List.of(value), Map.of("to", (long) Graph.FLOAT));
    }

    private void oneHot(List<String> parts, String column, OneHotEncoding encoding) {
        int count = encoding.categories().size();
        if (count > 0) {
            String encoded = graph.add(
                    "OneHotEncoder",
                    Graph.ML,
                    List.of(column),
                    Map.of("cats_strings", encoding.categories(), "zeros", 1L));
            parts.add(graph.add("Reshape", List.of(encoded, graph.integers(new long[] {-1, count}, 2))));
        }
        if (encoding.indicator()) {
            parts.add(lookUp(column, List.of(""), new float[] {1}, 0));
        }
    }

    private void target(List<String> parts, String column, TargetEncoding encoding, int first) {
        List<String> keys = new ArrayList<>(encoding.categories().keySet());
        keys.remove("");
        keys.add("");
        for (int feature = 0; feature < encoding.features().size(); feature++) {
            float[] values = new float[keys.size()];
            for (int i = 0; i < values.length; i++) {
                double[] shares = keys.get(i).isEmpty()
                        ? encoding.missing()
                        : encoding.categories().getOrDefault(keys.get(i), encoding.prior());
                values[i] = preprocessing.scaled(shares[feature], first + feature);
            }
            float prior = preprocessing.scaled(encoding.prior()[feature], first + feature);
            parts.add(lookUp(column, keys, values, prior));
        }
    }

    private String lookUp(String column, List<String> keys, float[] values, float otherwise) {
        return graph.add(
                "LabelEncoder",
                Graph.ML,
                List.of(column),
                Map.of("keys_strings", keys, "values_floats", values, "default_float", otherwise));
    }
}
