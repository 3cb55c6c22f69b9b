package dev.millrace.datasets;

import java.util.ArrayList;
import java.util.List;

/** Counts the values of a column for its {@link Histogram}. */
final class Distribution {
    private Distribution() {}

    static Histogram of(DuckSession session, String parquet, String stored, ColumnSummary column, int most) {
        return switch (column.type()) {
            case STRING, BOOLEAN -> frequencies(session, parquet, stored, column, most);
            case INTEGER, NUMBER -> bins(session, parquet, stored, column, most);
            case TIMESTAMP -> bins(session, parquet, "epoch(" + stored + ")", column, most);
        };
    }

    private static Histogram frequencies(
            DuckSession session, String parquet, String stored, ColumnSummary column, int most) {
        String sql = "SELECT " + stored + ", count(*), sum(count(*)) OVER () FROM " + parquet + " WHERE " + stored
                + " IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT " + most;
        return session.query(sql, rows -> {
            List<Histogram.Frequency> values = new ArrayList<>();
            long other = 0;
            while (rows.next()) {
                Histogram.Frequency value = new Histogram.Frequency(rows.getObject(1), rows.getLong(2));
                other = (values.isEmpty() ? rows.getLong(3) : other) - value.count();
                values.add(value);
            }
            return new Histogram(column.name(), column.type(), column.missing(), List.of(), values, other);
        });
    }

    private static Histogram bins(DuckSession session, String parquet, String value, ColumnSummary column, int most) {
        Number min = column.min();
        Number max = column.max();
        List<Histogram.Bin> bins =
                min == null || max == null ? List.of() : count(session, parquet, value, Bins.over(min, max, most));
        return new Histogram(column.name(), column.type(), column.missing(), bins, List.of(), 0);
    }

    private static List<Histogram.Bin> count(DuckSession session, String parquet, String value, Bins bins) {
        String sql = "SELECT " + bins.index(value) + ", count(*) FROM " + parquet + " WHERE " + value
                + " IS NOT NULL GROUP BY 1";
        return session.query(sql, rows -> {
            long[] counts = new long[bins.count()];
            while (rows.next()) {
                counts[rows.getInt(1)] += rows.getLong(2);
            }
            return bins.with(counts);
        });
    }
}
