package dev.millrace.security.sql;

import java.time.Duration;

/**
 * What one query may take, and what it may give: rows, columns and bytes of Parquet. {@code instances} is the number of
 * queries that run at a time in this process.
 */
public record SqlLimits(DuckDbLock duckDb, int instances, Duration time, long rows, int columns, long bytes) {
    public static final SqlLimits DEFAULT =
            new SqlLimits(new DuckDbLock(1_024, 16_384, 2), 2, Duration.ofMinutes(30), 50_000_000, 2_000, 4L << 30);
}
