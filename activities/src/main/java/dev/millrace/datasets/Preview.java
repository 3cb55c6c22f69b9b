package dev.millrace.datasets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The first rows of a dataset. */
final class Preview {
    private Preview() {}

    static List<Map<String, @Nullable Object>> of(
            DuckSession session, String parquet, List<StoredColumn> columns, int rows) {
        String values = columns.stream().map(Preview::value).collect(Collectors.joining(", "));
        return session.query("SELECT " + values + " FROM " + parquet + " LIMIT " + rows, found -> {
            List<Map<String, @Nullable Object>> preview = new ArrayList<>();
            while (found.next()) {
                preview.add(row(found, columns));
            }
            return preview;
        });
    }

    private static String value(StoredColumn column) {
        return column.type() == ColumnType.TIMESTAMP ? "epoch_us(" + column.stored() + ")" : column.stored();
    }

    private static Map<String, @Nullable Object> row(ResultSet found, List<StoredColumn> columns) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = found.getObject(i + 1);
            boolean isTime = value != null && columns.get(i).type() == ColumnType.TIMESTAMP;
            row.put(columns.get(i).name(), isTime ? Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS) : value);
        }
        return row;
    }
}
