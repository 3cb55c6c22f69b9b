package dev.millrace.datasets;

import org.jspecify.annotations.Nullable;

/**
 * A column of a dataset over all its rows: how many are missing and how many different values the others hold. Smallest and
 * largest value of integers (Long), numbers (Double) and timestamps (Double, seconds since 1970-01-01T00:00Z); the mean of
 * integers and numbers, and of booleans as the share that is true. What does not apply is null.
 */
public record ColumnSummary(
        String name,
        ColumnType type,
        long missing,
        long distinct,
        @Nullable Number min,
        @Nullable Number max,
        @Nullable Double mean) {
    public ColumnSummary {
        min = min == null ? null : exact(type, min);
        max = max == null ? null : exact(type, max);
    }

    /** Databases and JSON readers may hand over any kind of number. */
    private static Number exact(ColumnType type, Number value) {
        return type == ColumnType.INTEGER ? (Number) value.longValue() : (Number) value.doubleValue();
    }
}
