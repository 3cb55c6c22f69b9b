package dev.millrace.models;

/**
 * Rows that are compared with other rows again and again: kept in blocks, feature by feature within a block, so that the
 * comparisons compile to vector instructions.
 */
public final class RowBlocks {
    public static final int BLOCK = 64;

    private final int width;
    private final int rows;
    private final float[] values;

    /** @param from row by row, {@code width} numbers each */
    public RowBlocks(int width, float[] from) {
        if (width < 1 || from.length % width != 0) {
            throw new IllegalArgumentException(from.length + " numbers are not rows of " + width + " features");
        }
        this.width = width;
        this.rows = from.length / width;
        this.values = new float[from.length];
        for (int row = 0; row < rows; row++) {
            int first = row - row % BLOCK;
            int count = Math.min(BLOCK, rows - first);
            for (int j = 0; j < width; j++) {
                values[first * width + j * count + row - first] = from[row * width + j];
            }
        }
    }

    public int rows() {
        return rows;
    }

    public int width() {
        return width;
    }

    /** The values row by row again. */
    float[] ordered() {
        float[] ordered = new float[values.length];
        for (int row = 0; row < rows; row++) {
            row(row, ordered, row * width);
        }
        return ordered;
    }

    /** Copies one row. */
    public void row(int row, float[] to, int at) {
        int first = row - row % BLOCK;
        int count = Math.min(BLOCK, rows - first);
        for (int j = 0; j < width; j++) {
            to[at + j] = values[first * width + j * count + row - first];
        }
    }

    /** Puts the squared distance of each row from the query at {@code at} into {@code out}. */
    public void squaredDistances(float[] query, int at, double[] out) {
        java.util.Arrays.fill(out, 0, rows, 0);
        for (int first = 0; first < rows; first += BLOCK) {
            int count = Math.min(BLOCK, rows - first);
            for (int j = 0; j < width; j++) {
                addSquares(query[at + j], first * width + j * count, out, first, count);
            }
        }
    }

    /**
     * Puts the squared distance of each row of the block that begins with {@code first} from the query at {@code at} into
     * {@code out}, which holds {@link #BLOCK} numbers.
     *
     * @return how many rows the block has
     */
    public int squaredDistances(int first, double[] query, int at, double[] out) {
        int count = Math.min(BLOCK, rows - first);
        java.util.Arrays.fill(out, 0, count, 0);
        for (int j = 0; j < width; j++) {
            addSquares(query[at + j], first * width + j * count, out, 0, count);
        }
        return count;
    }

    /** Adds each row of the block that begins with {@code first} to the sum of its group. */
    public void addTo(int first, int[] groups, double[] sums) {
        int count = Math.min(BLOCK, rows - first);
        for (int j = 0; j < width; j++) {
            int from = first * width + j * count;
            for (int i = 0; i < count; i++) {
                sums[groups[first + i] * width + j] += values[from + i];
            }
        }
    }

    /** Puts the product of each row with the query at {@code at} into {@code out}. */
    void products(float[] query, int at, double[] out) {
        java.util.Arrays.fill(out, 0, rows, 0);
        for (int first = 0; first < rows; first += BLOCK) {
            int count = Math.min(BLOCK, rows - first);
            for (int j = 0; j < width; j++) {
                addProducts(query[at + j], first * width + j * count, out, first, count);
            }
        }
    }

    private void addSquares(double value, int from, double[] out, int to, int count) {
        for (int i = 0; i < count; i++) {
            double gap = value - values[from + i];
            out[to + i] += gap * gap;
        }
    }

    private void addProducts(double value, int from, double[] out, int to, int count) {
        for (int i = 0; i < count; i++) {
            out[to + i] += value * values[from + i];
        }
    }

    long bytes() {
        return 32 + 4L * values.length;
    }
}
