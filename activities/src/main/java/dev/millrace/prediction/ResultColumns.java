package dev.millrace.prediction;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.ParquetExport.Field;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Results as a table: {@code row, label, probability_<class>…} of a classifier, {@code row, value} of a regression;
 * explained ones go on with {@code top1_feature, top1_contribution, …}.
 */
record ResultColumns(List<String> classes, boolean explained) {
    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("row", ColumnType.INTEGER));
        if (classes.isEmpty()) {
            fields.add(new Field("value", ColumnType.NUMBER));
        } else {
            fields.add(new Field("label", ColumnType.STRING));
            classes.forEach(label -> fields.add(new Field("probability_" + label, ColumnType.NUMBER)));
        }
        for (int top = 1; explained && top <= ResultParts.REASONS; top++) {
            fields.add(new Field("top" + top + "_feature", ColumnType.STRING));
            fields.add(new Field("top" + top + "_contribution", ColumnType.NUMBER));
        }
        return fields;
    }

    /** The values of a result, in the order of the fields; empty where there is none. */
    List<String> values(JsonNode result) {
        List<String> values = new ArrayList<>();
        values.add(result.get("row").asString());
        if (classes.isEmpty()) {
            values.add(result.get("value").asString());
        } else {
            values.add(result.get("label").asString());
            JsonNode probabilities = result.get("probabilities");
            classes.forEach(label -> values.add(probabilities.get(label).asString()));
        }
        for (int top = 0; explained && top < ResultParts.REASONS; top++) {
            JsonNode reason = result.path(ResultParts.TOP_CONTRIBUTIONS).path(top);
            values.add(reason.path("feature").asString(""));
            values.add(reason.path("contribution").asString(""));
        }
        return values;
    }
}
