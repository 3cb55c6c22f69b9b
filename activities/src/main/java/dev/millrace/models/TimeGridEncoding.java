package dev.millrace.models;

import dev.millrace.datasets.Column;
import java.util.List;

/** The step of a time on a series' grid; NaN for a time that is not on it. */
public record TimeGridEncoding(String column, TimeGrid grid) implements Encoding {
    /** Steps before this one are exact in a matrix of floats. */
    public static final int MOST_STEPS = 1 << 24;

    @Override
    public List<String> features() {
        return List.of(column + "_step");
    }

    @Override
    public void encode(Column data, int[] rows, Cells out) {
        double[] times = ((Column.Numeric) data).values();
        for (int i = 0; i < rows.length; i++) {
            out.set(i, 0, grid.index(times[rows[i]]));
        }
    }

    @Override
    public long bytes() {
        return 128 + 2L * column.length();
    }
}
