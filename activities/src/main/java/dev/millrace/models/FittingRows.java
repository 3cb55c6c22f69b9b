package dev.millrace.models;

import dev.millrace.datasets.Table;
import java.util.List;

/**
 * The rows of an input that fit a schema, and why the others do not: row {@code i} of {@code table} is row
 * {@code rows[i]} of the input. The table holds the schema's used columns.
 */
public record FittingRows(Table table, int[] rows, List<Misfit> misfits) {
    public FittingRows {
        misfits = List.copyOf(misfits);
    }

    /** A row of the input, counted from 0, that the model cannot take; the reason names the field. */
    public record Misfit(int row, String reason) {}
}
