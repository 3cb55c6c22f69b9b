package dev.millrace.datasets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBReadableVector;

/** Fills one column of a table from DuckDB's vectors. */
sealed interface ColumnReader {
    static ColumnReader of(StoredColumn column, int rows) {
        return switch (column.type()) {
            case STRING -> new Strings(column.name(), rows);
            case INTEGER, NUMBER, BOOLEAN, TIMESTAMP -> new Numbers(column.name(), column.type(), rows);
        };
    }

    /** What to select so that a vector holds what the column keeps: strings, else doubles. */
    static String expression(StoredColumn column) {
        String name = column.stored();
        return switch (column.type()) {
            case STRING, NUMBER -> name;
            case INTEGER, BOOLEAN -> "CAST(" + name + " AS DOUBLE)";
            case TIMESTAMP -> "epoch(" + name + ")";
        };
    }

    /** Takes {@code count} values beginning at {@code from}. */
    void take(DuckDBReadableVector values, int from, int count);

    Column column();

    /** Doubles, NaN for what is missing. */
    final class Numbers implements ColumnReader {
        private final String name;
        private final ColumnType type;
        private final double[] values;
        private int filled;

        Numbers(String name, ColumnType type, int rows) {
            this.name = name;
            this.type = type;
            this.values = new double[rows];
        }

        @Override
        public void take(DuckDBReadableVector vector, int from, int count) {
            for (int row = from; row < from + count; row++) {
                values[filled++] = vector.getDouble(row, Double.NaN);
            }
        }

        @Override
        public Column column() {
            return new Column.Numeric(name, type, values);
        }
    }

    /** Codes of a dictionary that grows in the order in which values first appear. */
    final class Strings implements ColumnReader {
        private final String name;
        private final int[] codes;
        private final Map<String, Integer> known = new HashMap<>();
        private final List<String> dictionary = new ArrayList<>();
        private int filled;

        Strings(String name, int rows) {
            this.name = name;
            this.codes = new int[rows];
        }

        @Override
        public void take(DuckDBReadableVector vector, int from, int count) {
            for (int row = from; row < from + count; row++) {
                codes[filled++] = vector.isNull(row) ? -1 : code(vector.getString(row));
            }
        }

        private int code(String value) {
            return known.computeIfAbsent(value, added -> {
                dictionary.add(added);
                return dictionary.size() - 1;
            });
        }

        @Override
        public Column column() {
            return new Column.Text(name, dictionary.toArray(String[]::new), codes);
        }
    }
}
