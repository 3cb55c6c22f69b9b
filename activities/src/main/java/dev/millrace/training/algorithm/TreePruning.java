package dev.millrace.training.algorithm;

/**
 * Minimal cost-complexity pruning (Breiman et al., 1984, chapter 3): the smallest subtree that lowers the impurity, as a
 * share of the tree's weight, plus {@code alpha} for each leaf.
 */
record TreePruning(double alpha, double weight) {
    /** Makes leaves of nodes whose children are not worth their number. */
    void prune(TreeNode root) {
        if (alpha > 0) {
            cost(root);
        }
    }

    private double cost(TreeNode node) {
        double own = node.impurity / weight + alpha;
        TreeNode.Children children = node.children;
        if (children == null) {
            return own;
        }
        double below = cost(children.left()) + cost(children.right());
        if (own > below) {
            return below;
        }
        node.children = null;
        return own;
    }
}
