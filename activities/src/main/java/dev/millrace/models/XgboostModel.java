package dev.millrace.models;

/**
 * XGBoost's trees, whose leaves add up to margins, tree {@code t} to that of class {@code t % groups}; {@code base} is
 * where the margins begin. Adds in float and in the order of the trees, as XGBoost does, and so gives what it gives.
 */
public record XgboostModel(Objective objective, int groups, float base, FlatTrees trees) implements Predictor {
    /** What was learned, and so how margins become outputs. */
    public enum Objective {
        SQUARED_ERROR,
        BINARY_LOGISTIC,
        MULTI_SOFTPROB
    }

    public XgboostModel {
        if (trees.width() != 1 || groups < 1 || trees.trees() % groups != 0) {
            throw new IllegalArgumentException("the trees are not " + groups + " a round with one value a leaf");
        }
        if (objective != Objective.MULTI_SOFTPROB && groups != 1) {
            throw new IllegalArgumentException(objective + " has one margin, not " + groups);
        }
    }

    @Override
    public int outputs() {
        return objective == Objective.BINARY_LOGISTIC ? 2 : groups;
    }

    @Override
    public double[] predict(Matrix matrix) {
        float[] margins = margins(matrix);
        int outputs = outputs();
        double[] out = new double[matrix.rows() * outputs];
        for (int row = 0; row < matrix.rows(); row++) {
            int at = row * outputs;
            for (int group = 0; group < groups; group++) {
                out[at + group] = margins[row * groups + group];
            }
            switch (objective) {
                case SQUARED_ERROR -> {}
                case BINARY_LOGISTIC -> Links.logistic(out, at);
                case MULTI_SOFTPROB -> Links.softmax(out, at, outputs);
            }
        }
        return out;
    }

    /** The sums of the leaves, {@code groups} a row. */
    public float[] margins(Matrix matrix) {
        float[] margins = new float[matrix.rows() * groups];
        java.util.Arrays.fill(margins, base);
        float[] leaves = trees.leaves();
        int[] found = new int[matrix.rows()];
        TreeWalk walk = new TreeWalk(trees, matrix, true);
        while (walk.next()) {
            for (int tree = 0; tree < trees.trees(); tree++) {
                walk.leaves(tree, found);
                for (int row = walk.first(); row < walk.end(); row++) {
                    margins[row * groups + tree % groups] += leaves[found[row]];
                }
            }
        }
        return margins;
    }

    @Override
    public long bytes() {
        return trees.bytes() + 32;
    }
}
