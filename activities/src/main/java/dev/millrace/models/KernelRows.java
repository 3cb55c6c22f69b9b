package dev.millrace.models;

/** Rows that a kernel compares other rows with. */
public final class KernelRows {
    private final KernelFunction kernel;
    private final RowBlocks rows;

    /** @param rows row by row, {@code width} numbers each */
    public KernelRows(KernelFunction kernel, int width, float[] rows) {
        this.kernel = kernel;
        this.rows = new RowBlocks(width, rows);
    }

    public int size() {
        return rows.rows();
    }

    public int width() {
        return rows.width();
    }

    public KernelFunction kernel() {
        return kernel;
    }

    /** The rows' values, row by row. */
    public float[] values() {
        return rows.ordered();
    }

    /** Puts the kernel of each row with the query that begins at {@code query[at]} into {@code out}. */
    public void compare(float[] query, int at, double[] out) {
        kernel.of(rows, query, at, out);
    }

    /** Puts the squared distance of each row from the query that begins at {@code query[at]} into {@code out}. */
    public void squaredDistances(float[] query, int at, double[] out) {
        rows.squaredDistances(query, at, out);
    }

    /** Compares with one of the rows themselves; {@code scratch} holds at least {@code width()} numbers. */
    public void compare(int row, float[] scratch, double[] out) {
        rows.row(row, scratch, 0);
        kernel.of(rows, scratch, 0, out);
    }

    /** What each row has with itself. */
    public double[] diagonal() {
        return kernel.diagonal(rows);
    }

    long bytes() {
        return rows.bytes() + 64;
    }
}
