package dev.millrace.models;

import java.util.List;

/**
 * Binary decision trees in three arrays. A node takes {@link #NODE} numbers of {@code nodes}: the feature (its highest bit
 * set when a missing value goes left), the bits of the float threshold, and the index of the left child, after which the
 * right one follows; a row goes left when its feature is at most the threshold. A leaf has, instead of the child,
 * {@code ~leaf}: its values are {@code leaves[leaf * width ..]}. Children come after their parent, so that no walk can
 * fail to end. {@code roots} are node indexes, one per tree.
 */
public record FlatTrees(int width, int[] roots, int[] nodes, float[] leaves) {
    /** Numbers per node. */
    public static final int NODE = 3;

    private static final int MISSING_LEFT = 0x8000_0000;

    public FlatTrees {
        if (width < 1 || nodes.length % NODE != 0 || leaves.length % width != 0) {
            throw new IllegalArgumentException("the arrays of the trees do not fit together");
        }
    }

    /** The first number of a node. */
    public static int feature(int feature, boolean missingLeft) {
        return missingLeft ? feature | MISSING_LEFT : feature;
    }

    public int trees() {
        return roots.length;
    }

    public int nodeCount() {
        return nodes.length / NODE;
    }

    public long bytes() {
        return 64 + 4L * ((long) roots.length + nodes.length + leaves.length);
    }

    /** The index of the leaf that the row beginning at {@code values[at]} falls into. */
    int leaf(int tree, float[] values, int at) {
        int node = roots[tree] * NODE;
        int child = nodes[node + 2];
        while (child >= 0) {
            int feature = nodes[node];
            float value = values[at + (feature & ~MISSING_LEFT)];
            float threshold = Float.intBitsToFloat(nodes[node + 1]);
            boolean left = value <= threshold || (feature < 0 && Float.isNaN(value));
            node = (left ? child : child + 1) * NODE;
            child = nodes[node + 2];
        }
        return ~child;
    }

    /** All trees of the parts, in order. */
    public static FlatTrees concat(List<FlatTrees> parts) {
        return FlatTreesMerge.of(parts);
    }

    /** @throws IllegalArgumentException when a walk could leave the arrays or never end */
    void check(int features) {
        int count = nodeCount();
        int leafCount = leaves.length / width;
        for (int root : roots) {
            require(root >= 0 && root < count);
        }
        for (int node = 0; node < count; node++) {
            int child = nodes[node * NODE + 2];
            if (child >= 0) {
                require((nodes[node * NODE] & ~MISSING_LEFT) < features && child > node && child < count - 1);
            } else {
                require(~child < leafCount);
            }
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("a node of the trees points outside them");
        }
    }
}
