package dev.millrace.models;

/**
 * A forest that votes: the output is the mean over the trees of what their leaves hold, weighted by tree. A leaf holds the
 * classes' probabilities, or the one value of a regression.
 */
public record FlatForest(FlatTrees trees, double[] weights) implements Predictor {
    /** Rows walked through one tree before the next: the tree stays in the processor's cache, the rows' sums too. */
    private static final int BLOCK = 512;

    public FlatForest {
        if (weights.length != trees.trees()) {
            throw new IllegalArgumentException("a forest needs one weight per tree");
        }
    }

    @Override
    public int outputs() {
        return trees.width();
    }

    @Override
    public double[] predict(Matrix matrix) {
        int outputs = outputs();
        double[] out = new double[matrix.rows() * outputs];
        for (int first = 0; first < matrix.rows(); first += BLOCK) {
            int end = Math.min(matrix.rows(), first + BLOCK);
            for (int tree = 0; tree < trees.trees(); tree++) {
                add(tree, matrix, first, end, out);
            }
        }
        normalise(out);
        return out;
    }

    /** The index of the leaf that a row falls into, in a single tree. */
    public static int leaf(FlatTrees tree, Matrix matrix, int row) {
        return tree.leaf(0, matrix.values(), row * matrix.width());
    }

    private void add(int tree, Matrix matrix, int first, int end, double[] out) {
        int outputs = outputs();
        int width = matrix.width();
        double weight = weights[tree];
        float[] leaves = trees.leaves();
        for (int row = first; row < end; row++) {
            int leaf = trees.leaf(tree, matrix.values(), row * width) * outputs;
            for (int c = 0; c < outputs; c++) {
                out[row * outputs + c] += weight * leaves[leaf + c];
            }
        }
    }

    private void normalise(double[] out) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= total;
        }
    }

    @Override
    public long bytes() {
        return trees.bytes() + 8L * weights.length;
    }
}
