package dev.millrace.models;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the values of one field, row by row, into a column. */
final class FieldValues {
    private final InputField field;
    private final double[] numbers;
    private final int[] codes;
    private final Map<String, Integer> dictionary = new LinkedHashMap<>();

    FieldValues(InputField field, int rows) {
        this.field = field;
        boolean text = field.type() == ColumnType.STRING;
        this.numbers = new double[text ? 0 : rows];
        this.codes = new int[text ? rows : 0];
        Arrays.fill(numbers, Double.NaN);
        Arrays.fill(codes, -1);
    }

    /** Keeps the value; a wrong one stays missing, and its reason is given back. */
    @Nullable
    String set(int row, Reading reading) {
        return switch (reading) {
            case Reading.Numeric number -> {
                numbers[row] = number.value();
                yield null;
            }
            case Reading.Text text -> {
                String value = text.value();
                codes[row] = value == null ? -1 : dictionary.computeIfAbsent(value, any -> dictionary.size());
                yield null;
            }
            case Reading.Wrong wrong -> wrong.reason();
        };
    }

    Column column() {
        return field.type() == ColumnType.STRING
                ? new Column.Text(field.name(), dictionary.keySet().toArray(new String[0]), codes)
                : new Column.Numeric(field.name(), field.type(), numbers);
    }
}
