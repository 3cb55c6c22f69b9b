package dev.millrace.datasets;

import java.util.List;

/**
 * How the values of a column are spread, missing ones aside. Integers, numbers and timestamps (in seconds since
 * 1970-01-01T00:00Z) come in {@code bins} of equal width, booleans and strings as the most frequent {@code values} and the
 * number of rows that hold {@code other} ones.
 */
public record Histogram(
        String column, ColumnType type, long missing, List<Bin> bins, List<Frequency> values, long other) {
    public Histogram {
        bins = List.copyOf(bins);
        values = List.copyOf(values);
    }

    /** The rows whose value is at least {@code from} and less than {@code to}; the last bin of numbers includes its end. */
    public record Bin(Number from, Number to, long count) {}

    /** The rows that hold a value: a Boolean or a String. */
    public record Frequency(Object value, long count) {}
}
