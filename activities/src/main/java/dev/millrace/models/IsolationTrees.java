package dev.millrace.models;

/**
 * Trees that isolate rows (Liu, Ting and Zhou 2008). A leaf holds the length of the path to it; a row's score is 2 to the
 * power of minus its mean path over the {@code usual} one: near 1 for rows that few splits set apart, below 0.5 for others.
 */
public record IsolationTrees(FlatForest paths, double usual, double threshold) implements AnomalyScorer {
    private static final double EULER = 0.5772156649015329;
    private static final double STEPS_PER_TREE = 10;
    /** Of trees grown from a single row, which tell nothing. */
    private static final double UNDECIDED = 0.5;

    public IsolationTrees {
        if (paths.outputs() != 1 || !(usual >= 0) || Double.isNaN(threshold)) {
            throw new IllegalArgumentException("isolation trees have paths, a usual path and a threshold");
        }
    }

    /** The mean path of an unsuccessful search in a binary search tree of so many rows: {@code c(n)} of the paper. */
    public static double usualPath(int rows) {
        return switch (rows) {
            case 0, 1 -> 0;
            case 2 -> 1;
            default -> 2 * (Math.log(rows - 1.0) + EULER) - 2 * (rows - 1.0) / rows;
        };
    }

    /** The same trees, with another score above which a row is an anomaly. */
    public IsolationTrees withThreshold(double other) {
        return new IsolationTrees(paths, usual, other);
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double[] predict(Matrix matrix) {
        double[] scores = paths.predict(matrix);
        for (int row = 0; row < scores.length; row++) {
            scores[row] = usual == 0 ? UNDECIDED : Math.pow(2, -scores[row] / usual);
        }
        return scores;
    }

    @Override
    public double steps() {
        return STEPS_PER_TREE * paths.trees().trees();
    }

    @Override
    public long bytes() {
        return 32 + paths.bytes();
    }
}
