package dev.millrace.datasets;

import dev.millrace.security.sql.SqlText;
import java.util.List;

/**
 * Checked data that DuckDB can read: its columns, its rows, and SQL for where it is. {@code byPosition}: a dataset's file,
 * whose columns are called by position; else they keep their names.
 */
record DataShape(List<TypedColumn> columns, long rows, String source, boolean byPosition) {
    DataShape {
        columns = List.copyOf(columns);
    }

    /** A column and the SQL of its typed value. */
    record TypedColumn(String name, ColumnType type, String expression) {}

    String stored(int position) {
        return byPosition
                ? Sql.column(position)
                : SqlText.identifier(columns.get(position).name());
    }
}
