package dev.millrace.datasets;

import java.util.List;
import java.util.Optional;

/** Rows in memory, column by column; every column has {@code rows} rows. */
public record Table(int rows, List<Column> columns) {
    public Table {
        columns = List.copyOf(columns);
        for (Column column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(
                        "column " + column.name() + " has " + column.rows() + " rows, not " + rows);
            }
        }
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
