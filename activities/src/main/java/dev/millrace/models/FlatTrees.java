package dev.millrace.models;

import java.util.List;

/**
 * Binary decision trees in three arrays, made so that walking them needs no branches. A node takes {@link #NODE} numbers of
 * {@code nodes}: the feature ({@code features} more when a missing value goes left), the {@link #key} of the threshold, and
 * the index of the left child, after which the right one follows; a row goes left when its feature is at most the
 * threshold. A leaf has, in the place of the child, {@code ~leaf}: its values are {@code leaves[leaf * width ..]}. Children
 * come after their parent, so that no walk can fail to end. {@code roots} are node indexes, one per tree. {@code covers} says
 * how much of the training data came through each node, on any scale; empty where that was not kept.
 */
public record FlatTrees(int features, int width, int[] roots, int[] nodes, float[] leaves, float[] covers) {
    /** Numbers per node. */
    public static final int NODE = 3;

    public FlatTrees {
        if (features < 1 || width < 1 || nodes.length % NODE != 0 || leaves.length % width != 0) {
            throw new IllegalArgumentException("the arrays of the trees do not fit together");
        }
        if (covers.length != 0 && covers.length != nodes.length / NODE) {
            throw new IllegalArgumentException("covers are one per node or none");
        }
    }

    /** Trees whose covers were not kept. */
    public FlatTrees(int features, int width, int[] roots, int[] nodes, float[] leaves) {
        this(features, width, roots, nodes, leaves, new float[0]);
    }

    /** All trees of the parts, in order. */
    public static FlatTrees concat(List<FlatTrees> parts) {
        return FlatTreesMerge.of(parts);
    }

    /** An integer that is larger exactly when the float is; zeros are alike, and NaN is larger than everything. */
    public static int key(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    public int trees() {
        return roots.length;
    }

    public boolean hasCovers() {
        return covers.length > 0;
    }

    public long bytes() {
        return 64 + 4L * ((long) roots.length + nodes.length + leaves.length + covers.length);
    }

    /** The leaf of the first tree that each row falls into. */
    public int[] leavesOfFirst(Matrix matrix) {
        int[] found = new int[matrix.rows()];
        TreeWalk walk = new TreeWalk(this, matrix, false);
        while (walk.next()) {
            walk.leaves(0, found);
        }
        return found;
    }

    /**
     * @param missing whether nodes may tell missing values to go left
     * @throws IllegalArgumentException when a walk could leave the arrays or never end
     */
    void check(boolean missing) {
        int count = nodes.length / NODE;
        int leafCount = leaves.length / width;
        for (int root : roots) {
            require(root >= 0 && root < count);
        }
        for (int node = 0; node < count; node++) {
            int feature = nodes[node * NODE];
            int child = nodes[node * NODE + 2];
            require(feature >= 0 && feature < (missing ? 2L : 1L) * features);
            require(child >= 0 ? child > node && child < count - 1 : ~child < leafCount);
        }
        for (float cover : covers) {
            require(cover >= 0 && cover < Float.POSITIVE_INFINITY);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("a node of the trees points outside them");
        }
    }
}
