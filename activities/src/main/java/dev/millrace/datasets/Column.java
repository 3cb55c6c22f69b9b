package dev.millrace.datasets;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One column of a {@link Table}, in memory, compact enough for millions of rows. */
public sealed interface Column {
    String name();

    ColumnType type();

    int rows();

    boolean isMissing(int row);

    /** These rows alone, in their order. */
    Column select(int[] rows);

    /**
     * Integers and numbers as they are, booleans as 0 and 1, timestamps as seconds since 1970-01-01T00:00Z; NaN is missing.
     */
    record Numeric(String name, ColumnType type, double[] values) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(values[row]);
        }

        @Override
        public Column select(int[] rows) {
            return new Numeric(
                    name,
                    type,
                    Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
        }
    }

    /** Strings by dictionary: {@code codes[row]} indexes {@code dictionary}; -1 is missing. */
    record Text(String name, String[] dictionary, int[] codes) implements Column {
        @Override
        public ColumnType type() {
            return ColumnType.STRING;
        }

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public boolean isMissing(int row) {
            return codes[row] < 0;
        }

        @Override
        public Column select(int[] rows) {
            return new Text(
                    name, dictionary, Arrays.stream(rows).map(row -> codes[row]).toArray());
        }

        public @Nullable String value(int row) {
            return codes[row] < 0 ? null : dictionary[codes[row]];
        }
    }
}
