package dev.millrace.training.algorithm;

import org.jspecify.annotations.Nullable;

/** A node of a tree that grows: the rows from {@code from} to {@code to} of every feature's order, and what they add up to. */
final class TreeNode {
    final int depth;
    final int from;
    final int to;
    final double[] sums;
    final double impurity;

    /** The best split found; the node is a leaf until {@link #children} follow it. */
    @Nullable
    TreeSplit split;

    @Nullable
    Children children;

    /** The left and the right one. */
    record Children(TreeNode left, TreeNode right) {}

    TreeNode(int depth, int from, int to, double[] sums, double impurity) {
        this.depth = depth;
        this.from = from;
        this.to = to;
        this.sums = sums;
        this.impurity = impurity;
    }

    int rows() {
        return to - from;
    }

    double gain() {
        return split == null ? 0 : split.gain();
    }
}
