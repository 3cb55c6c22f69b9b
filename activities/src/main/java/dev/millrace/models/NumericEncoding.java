package dev.millrace.models;

import dev.millrace.datasets.Column;
import java.util.List;

/**
 * A number as it is, with {@code fill} where it is missing (NaN: left missing, for algorithms that can take it), and with
 * {@code indicator} a second feature that says whether it was missing.
 */
public record NumericEncoding(String column, double fill, boolean indicator) implements Encoding {
    @Override
    public List<String> features() {
        return indicator ? List.of(column, Encoding.missing(column)) : List.of(column);
    }

    @Override
    public void encode(Column data, int[] rows, Cells out) {
        double[] values = ((Column.Numeric) data).values();
        for (int i = 0; i < rows.length; i++) {
            double value = values[rows[i]];
            boolean missing = Double.isNaN(value);
            out.set(i, 0, missing ? fill : value);
            if (indicator) {
                out.set(i, 1, missing ? 1 : 0);
            }
        }
    }

    @Override
    public long bytes() {
        return 64 + 2L * column.length();
    }
}
