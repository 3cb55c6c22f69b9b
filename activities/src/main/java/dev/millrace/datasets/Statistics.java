package dev.millrace.datasets;

import dev.millrace.security.sql.SqlText;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts and summarises the columns of a Parquet file. */
final class Statistics {
    /** Columns in one query: the different values of each take some megabytes, and more where the rows are many. */
    private static final int AT_A_TIME = 8;

    private static final int AT_A_TIME_OF_FEW_ROWS = 20;
    private static final int FEW_ROWS = 100_000;

    private static final int FIGURES = 5;

    private Statistics() {}

    static List<ColumnSummary> of(DuckSession session, Path parquet, DataShape shape) {
        List<ColumnSummary> summaries = new ArrayList<>();
        int columns = shape.columns().size();
        int atATime = shape.rows() <= FEW_ROWS ? AT_A_TIME_OF_FEW_ROWS : AT_A_TIME;
        for (int from = 0; from < columns; from += atATime) {
            summaries.addAll(some(session, parquet, shape, from, Math.min(from + atATime, columns)));
        }
        return summaries;
    }

    private static List<ColumnSummary> some(DuckSession session, Path parquet, DataShape shape, int from, int to) {
        String figures = IntStream.range(from, to)
                .mapToObj(i -> figures(Sql.column(i), shape.columns().get(i).type()))
                .collect(Collectors.joining(", "));
        return session.query("SELECT count(*), " + figures + " FROM " + SqlText.parquet(parquet), row -> {
            row.next();
            if (row.getLong(1) != shape.rows()) {
                throw new IllegalStateException("DuckDB read " + row.getLong(1) + " rows of " + shape.rows());
            }
            List<ColumnSummary> summaries = new ArrayList<>();
            for (int i = from; i < to; i++) {
                summaries.add(summary(shape.columns().get(i), row, 2 + (i - from) * FIGURES));
            }
            return summaries;
        });
    }

    private static String figures(String column, ColumnType type) {
        String counts = "count(*) - count(" + column + "), count(DISTINCT " + column + "), ";
        return counts
                + switch (type) {
                    case INTEGER, NUMBER -> "min(" + column + "), max(" + column + "), avg(" + column + ")";
                    case TIMESTAMP -> "epoch(min(" + column + ")), epoch(max(" + column + ")), NULL";
                    case BOOLEAN -> "NULL, NULL, avg(CAST(" + column + " AS INTEGER))";
                    case STRING -> "NULL, NULL, NULL";
                };
    }

    private static ColumnSummary summary(DataShape.TypedColumn column, ResultSet row, int first) throws SQLException {
        return new ColumnSummary(
                column.name(),
                column.type(),
                row.getLong(first),
                row.getLong(first + 1),
                (Number) row.getObject(first + 2),
                (Number) row.getObject(first + 3),
                finite((Double) row.getObject(first + 4)));
    }

    /** The sum behind a mean of huge numbers may be too large for a double. */
    private static @Nullable Double finite(@Nullable Double mean) {
        return mean == null || !Double.isFinite(mean) ? null : mean;
    }
}
