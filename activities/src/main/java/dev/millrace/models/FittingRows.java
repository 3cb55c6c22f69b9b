package dev.millrace.models;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The rows of an input that fit a schema, and why the others do not: row {@code i} of {@code table} is row
 * {@code rows[i]} of the input. The table holds the schema's used columns.
 */
public record FittingRows(Table table, int[] rows, List<Misfit> misfits) {
    public FittingRows {
        misfits = List.copyOf(misfits);
    }

    /**
     * Without the rows of the table that {@code kept} does not name.
     *
     * @param kept rows of the table, ascending
     */
    public FittingRows keep(int[] kept, String reason) {
        if (kept.length == rows.length) {
            return this;
        }
        boolean[] stays = new boolean[rows.length];
        Arrays.stream(kept).forEach(row -> stays[row] = true);
        List<Misfit> all = new ArrayList<>(misfits);
        for (int row = 0; row < rows.length; row++) {
            if (!stays[row]) {
                all.add(new Misfit(rows[row], reason));
            }
        }
        all.sort(Comparator.comparingInt(Misfit::row));
        List<Column> columns =
                table.columns().stream().map(column -> column.select(kept)).toList();
        return new FittingRows(
                new Table(kept.length, columns),
                Arrays.stream(kept).map(row -> rows[row]).toArray(),
                all);
    }

    /** A row of the input, counted from 0, that the model cannot take; the reason names the field. */
    public record Misfit(int row, String reason) {}
}
