package dev.millrace.models;

import java.util.Arrays;

/**
 * The {@code k} nearest of the rows it was fitted on vote for their classes, equally or by the inverse of their distance;
 * rows at distance 0 then outvote all others, as scikit-learn has it.
 */
public final class NeighbourVote implements Predictor {
    private final int classes;
    private final int k;
    private final boolean byDistance;
    private final int[] labels;
    private final KdTree tree;

    /**
     * @param rows row by row, as many as there are {@code labels}
     * @param labels indexes of classes
     * @param goesOn is called often while the tree over the rows is built, and may throw to end it
     */
    public NeighbourVote(int classes, int k, boolean byDistance, float[] rows, int[] labels, Runnable goesOn) {
        if (labels.length == 0 || k < 1 || k > labels.length) {
            throw new IllegalArgumentException(k + " neighbours of " + labels.length + " rows");
        }
        if (classes < 2 || Arrays.stream(labels).anyMatch(label -> label < 0 || label >= classes)) {
            throw new IllegalArgumentException("a row is of none of the " + classes + " classes");
        }
        if (rows.length % labels.length != 0) {
            throw new IllegalArgumentException(rows.length + " numbers are not " + labels.length + " rows");
        }
        this.classes = classes;
        this.k = k;
        this.byDistance = byDistance;
        this.labels = labels;
        this.tree = new KdTree(rows.length / labels.length, rows, goesOn);
    }

    int k() {
        return k;
    }

    boolean byDistance() {
        return byDistance;
    }

    float[] rows() {
        return tree.points();
    }

    int[] labels() {
        return labels;
    }

    int features() {
        return tree.width();
    }

    @Override
    public int outputs() {
        return classes;
    }

    @Override
    public double[] predict(Matrix matrix) {
        double[] out = new double[matrix.rows() * classes];
        Nearest nearest = new Nearest(k);
        for (int row = 0; row < matrix.rows(); row++) {
            nearest.clear();
            tree.search(matrix.values(), row * features(), nearest);
            vote(nearest, out, row * classes);
        }
        return out;
    }

    private void vote(Nearest nearest, double[] out, int at) {
        boolean same = false;
        boolean far = true;
        for (int i = 0; i < nearest.size(); i++) {
            same |= nearest.squared(i) == 0;
            far &= Double.isInfinite(nearest.squared(i));
        }
        double total = 0;
        for (int i = 0; i < nearest.size(); i++) {
            double weight = !byDistance || far ? 1 : weight(nearest.squared(i), same);
            out[at + labels[nearest.number(i)]] += weight;
            total += weight;
        }
        for (int c = 0; c < classes; c++) {
            out[at + c] /= total;
        }
    }

    private static double weight(double squared, boolean same) {
        return same ? (squared == 0 ? 1 : 0) : 1 / Math.sqrt(squared);
    }

    /** As if every row were looked at, which with many features it is. */
    @Override
    public double steps() {
        return (double) labels.length * tree.width();
    }

    @Override
    public long bytes() {
        return 64 + 4L * labels.length + tree.bytes();
    }
}
