package dev.millrace.prediction;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.ParquetExport.Field;
import dev.millrace.models.OutputKind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Results as a table: {@code row, label, probability_<class>…} of a classifier, {@code row, value} of a regression, and so on by the kind of outputs;
 * explained ones go on with {@code top1_feature, top1_contribution, …}.
 */
record ResultColumns(OutputKind outputs, List<String> classes, boolean explained) {
    private static final String LABEL = "label";

    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("row", ColumnType.INTEGER));
        plain().forEach(name ->
                fields.add(new Field(name, name.equals(LABEL) ? ColumnType.STRING : ColumnType.NUMBER)));
        classes.forEach(label -> fields.add(new Field("probability_" + label, ColumnType.NUMBER)));
        for (int top = 1; explained && top <= ResultParts.REASONS; top++) {
            fields.add(new Field("top" + top + "_feature", ColumnType.STRING));
            fields.add(new Field("top" + top + "_contribution", ColumnType.NUMBER));
        }
        return fields;
    }

    /** The columns beside the probabilities, named as in the results. */
    private List<String> plain() {
        return switch (outputs) {
            case LABEL, CLUSTER -> List.of(LABEL);
            case VALUE -> List.of("value");
            case ANOMALY -> List.of(LABEL, "score");
            case FORECAST -> List.of("value", "lower", "upper");
        };
    }

    /** The values of a result, in the order of the fields; empty where there is none. */
    List<String> values(JsonNode result) {
        List<String> values = new ArrayList<>();
        values.add(result.get("row").asString());
        plain().forEach(name -> values.add(result.get(name).asString()));
        classes.forEach(
                label -> values.add(result.get("probabilities").get(label).asString()));
        for (int top = 0; explained && top < ResultParts.REASONS; top++) {
            JsonNode reason = result.path(ResultParts.TOP_CONTRIBUTIONS).path(top);
            values.add(reason.path("feature").asString(""));
            values.add(reason.path("contribution").asString(""));
        }
        return values;
    }
}
