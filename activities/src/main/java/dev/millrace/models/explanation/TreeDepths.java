package dev.millrace.models.explanation;

import dev.millrace.models.FlatTrees;

/** How deep trees are and what they answer where nothing is known of a row. Children come after their parents. */
final class TreeDepths {
    private TreeDepths() {}

    /** Splits on the longest way down. */
    static int deepest(FlatTrees trees) {
        int[] nodes = trees.nodes();
        int[] depth = new int[nodes.length / FlatTrees.NODE];
        int deepest = 0;
        for (int node = 0; node < depth.length; node++) {
            int child = nodes[node * FlatTrees.NODE + 2];
            if (child >= 0) {
                depth[child] = depth[node] + 1;
                depth[child + 1] = depth[node] + 1;
                deepest = Math.max(deepest, depth[node] + 1);
            }
        }
        return deepest;
    }

    /** The share of what reaches a node that goes on to a child of it. */
    static double share(FlatTrees trees, int node, int child) {
        float whole = trees.covers()[node];
        return whole > 0 ? (double) trees.covers()[child] / whole : 0;
    }

    /** By tree and output, the mean of the leaves, each counting as much as its cover. */
    static double[] expectations(FlatTrees trees) {
        int[] nodes = trees.nodes();
        int count = nodes.length / FlatTrees.NODE;
        double[] reach = new double[count];
        int[] treeOf = new int[count];
        for (int tree = 0; tree < trees.trees(); tree++) {
            reach[trees.roots()[tree]] = 1;
            treeOf[trees.roots()[tree]] = tree;
        }
        double[] expected = new double[trees.trees() * trees.width()];
        for (int node = 0; node < count; node++) {
            int child = nodes[node * FlatTrees.NODE + 2];
            if (child >= 0) {
                for (int side = child; side <= child + 1; side++) {
                    reach[side] = reach[node] * share(trees, node, side);
                    treeOf[side] = treeOf[node];
                }
            } else {
                for (int c = 0; c < trees.width(); c++) {
                    expected[treeOf[node] * trees.width() + c] +=
                            reach[node] * trees.leaves()[~child * trees.width() + c];
                }
            }
        }
        return expected;
    }
}
