package dev.millrace.datasets;

import dev.millrace.security.sql.SqlResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a query gave, row by row. */
public final class ResultRows {
    private final DuckDb duckDb;

    ResultRows(DuckDb duckDb) {
        this.duckDb = duckDb;
    }

    /** The first rows, by column: numbers, true or false, and all else as text. */
    public List<Map<String, @Nullable Object>> first(SqlResult result, int rows) {
        String file = result.parquet().toString().replace("'", "''");
        try (DuckSession session = duckDb.open(result.parquet())) {
            return session.query("SELECT * FROM read_parquet('" + file + "') LIMIT " + rows, found -> {
                List<Map<String, @Nullable Object>> first = new ArrayList<>();
                while (found.next()) {
                    first.add(row(found, result.columns()));
                }
                return first;
            });
        }
    }

    private static Map<String, @Nullable Object> row(ResultSet found, List<SqlResult.Column> columns)
            throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = found.getObject(i + 1);
            boolean plain = value == null || value instanceof Number || value instanceof Boolean;
            row.put(columns.get(i).name(), plain ? value : String.valueOf(value));
        }
        return row;
    }
}
