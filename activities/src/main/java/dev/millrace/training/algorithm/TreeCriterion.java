package dev.millrace.training.algorithm;

import org.jspecify.annotations.Nullable;

/** What a tree's splits are to lower. Rows are described by sums over them, and weigh what the criterion was told. */
interface TreeCriterion {
    /** What is known of {@code rows[from..to)}. */
    double[] sums(int[] rows, int from, int to);

    double weight(double[] sums);

    /** How mixed the rows with these sums are, times their weight. */
    double impurity(double[] sums);

    /** The outputs of a leaf with these sums. */
    float[] leaf(double[] sums);

    /**
     * The split of the node that lowers the impurity most.
     *
     * @param rows in ascending order of {@code column}
     * @param minLeaf how many rows each side has at least
     */
    @Nullable
    TreeSplit best(TreeNode node, int feature, float[] column, int[] rows, int minLeaf);
}
