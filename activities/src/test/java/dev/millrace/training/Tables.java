package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Table;
import dev.millrace.jobs.Priority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tables and specs for tests. */
final class Tables {
    private Tables() {}

    static Table of(Column... columns) {
        return new Table(columns[0].rows(), List.of(columns));
    }

    static Column numbers(String name, int rows, IntToDoubleFunction value) {
        return numbers(name, ColumnType.NUMBER, rows, value);
    }

    static Column numbers(String name, ColumnType type, int rows, IntToDoubleFunction value) {
        return new Column.Numeric(
                name, type, IntStream.range(0, rows).mapToDouble(value).toArray());
    }

    static Column texts(String name, int rows, IntFunction<@Nullable String> value) {
        List<String> dictionary = new ArrayList<>();
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            String text = value.apply(row);
            if (text != null && !dictionary.contains(text)) {
                dictionary.add(text);
            }
            codes[row] = text == null ? -1 : dictionary.indexOf(text);
        }
        return new Column.Text(name, dictionary.toArray(new String[0]), codes);
    }

    static TrainingSpec spec(String algorithm, Task task, @Nullable String splitColumn, String... features) {
        DatasetId dataset = new DatasetId(new UUID(0, 1));
        TrainingData data = new TrainingData(
                dataset, "y", features.length == 0 ? null : Arrays.asList(features), splitColumn, null);
        return new TrainingSpec(
                "m", algorithm, task, data, Map.of(), ValidationConfig.DEFAULT, null, Priority.NORMAL, Map.of());
    }

    /** A classification of {@code y} that reads these columns as texts. */
    static TrainingSpec spec(String algorithm, Map<String, TextEncoding> text) {
        TrainingData data =
                new TrainingData(new DatasetId(new UUID(0, 1)), "y", null, null, null, null, null, null, text);
        return new TrainingSpec(
                "m",
                algorithm,
                Task.CLASSIFICATION,
                data,
                Map.of(),
                ValidationConfig.DEFAULT,
                null,
                Priority.NORMAL,
                Map.of());
    }
}
