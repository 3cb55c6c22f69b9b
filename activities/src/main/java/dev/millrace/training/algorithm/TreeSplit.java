package dev.millrace.training.algorithm;

/**
 * Rows go left, those before {@code middle} in the order of the feature, where it is at most the threshold;
 * {@code gain} is by how much that lowers the impurity.
 */
record TreeSplit(int feature, float threshold, double gain, int middle) {
    /** Between the values at {@code middle} and before it. */
    static TreeSplit at(int feature, float[] column, int[] rows, int middle, double gain) {
        return new TreeSplit(feature, between(column[rows[middle - 1]], column[rows[middle]]), gain, middle);
    }

    /** The largest float that is not above the middle of the two. */
    private static float between(float below, float above) {
        double middle = ((double) below + above) / 2;
        float threshold = (float) middle;
        return threshold > middle ? Math.nextDown(threshold) : threshold;
    }
}
