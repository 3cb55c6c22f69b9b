package dev.millrace.datasets;

/** Rows {@code from} (inclusive, the first is 0) to {@code to} (exclusive). */
public record RowRange(long from, long to) {
    public RowRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("rows " + from + " to " + to + " are no range");
        }
    }

    public long rows() {
        return to - from;
    }
}
