package dev.millrace.datasets;

/**
 * The largest upload that is taken: bytes with gzip undone, how many times its size a gzip file may grow (looked at beyond
 * the first 32 MB), rows, columns, and bytes of one row.
 */
public record DatasetLimits(long bytes, int expansion, long rows, int columns, int rowBytes) {
    public static final DatasetLimits DEFAULT = new DatasetLimits(4L << 30, 200, 20_000_000, 2_000, 1 << 20);
}
