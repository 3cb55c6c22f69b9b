package dev.millrace.models;

/**
 * A forest that votes: the output is the mean over the trees of what their leaves hold, weighted by tree. A leaf holds the
 * classes' probabilities, or the one value of a regression.
 */
public record FlatForest(FlatTrees trees, double[] weights) implements Predictor {
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
        int[] found = new int[matrix.rows()];
        TreeWalk walk = new TreeWalk(trees, matrix, false);
        while (walk.next()) {
            for (int tree = 0; tree < trees.trees(); tree++) {
                walk.leaves(tree, found);
                add(weights[tree], found, walk.first(), walk.end(), out);
            }
        }
        normalise(out);
        return out;
    }

    private void add(double weight, int[] found, int first, int end, double[] out) {
        int outputs = outputs();
        float[] leaves = trees.leaves();
        for (int row = first; row < end; row++) {
            int leaf = found[row] * outputs;
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
