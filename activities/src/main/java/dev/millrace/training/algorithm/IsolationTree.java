package dev.millrace.training.algorithm;

import dev.millrace.models.FlatTrees;
import dev.millrace.models.IsolationTrees;
import dev.millrace.models.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Splits rows by a feature drawn among those that vary, at a value drawn between the smallest and the largest, until each is
 * alone or the tree is as deep as a balanced one. A leaf holds its depth, and what it would take to part the rows in it.
 */
final class IsolationTree {
    /** With more rows in a node it is asked whether to go on. */
    private static final int MANY = 1 << 12;

    private final Matrix matrix;
    private final int[] rows;
    private final int[] features;
    private final int deepest;
    private final SplittableRandom random;
    private final Runnable goesOn;
    private int[] nodes = new int[FlatTrees.NODE * 64];
    private float[] leaves = new float[32];
    private int nodeCount = 1;
    private int leafCount;

    /** @param rows and {@code features} are put into another order */
    IsolationTree(Matrix matrix, int[] rows, int[] features, SplittableRandom random, Runnable goesOn) {
        this.matrix = matrix;
        this.rows = rows;
        this.features = features;
        this.deepest = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(rows.length, 2) - 1);
        this.random = random;
        this.goesOn = goesOn;
    }

    FlatTrees grow() {
        goesOn.run();
        grow(0, 0, rows.length, 0, 0);
        return new FlatTrees(
                matrix.width(),
                1,
                new int[] {0},
                Arrays.copyOf(nodes, nodeCount * FlatTrees.NODE),
                Arrays.copyOf(leaves, leafCount));
    }

    /** @param constant so many of the features, the first ones, are the same in all these rows */
    private void grow(int node, int from, int to, int depth, int constant) {
        if (to - from > MANY) {
            goesOn.run();
        }
        int same = constant;
        while (depth < deepest && to - from > 1 && same < features.length) {
            int drawn = same + random.nextInt(features.length - same);
            int feature = features[drawn];
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                float value = matrix.get(rows[i], feature);
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            if (low < high) {
                split(node, from, to, depth, same, feature, threshold(low, high));
                return;
            }
            features[drawn] = features[same];
            features[same++] = feature;
        }
        leaf(node, (float) (depth + IsolationTrees.usualPath(to - from)));
    }

    private float threshold(float low, float high) {
        float drawn = (float) (low + random.nextDouble() * ((double) high - low));
        return drawn < high ? drawn : low;
    }

    private void split(int node, int from, int to, int depth, int constant, int feature, float threshold) {
        int middle = from;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            if (matrix.get(row, feature) <= threshold) {
                rows[i] = rows[middle];
                rows[middle++] = row;
            }
        }
        int left = nodeCount;
        nodeCount += 2;
        if (nodeCount * FlatTrees.NODE > nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * nodes.length);
        }
        put(node, feature, FlatTrees.key(threshold), left);
        grow(left, from, middle, depth + 1, constant);
        grow(left + 1, middle, to, depth + 1, constant);
    }

    private void leaf(int node, float path) {
        if (leafCount == leaves.length) {
            leaves = Arrays.copyOf(leaves, 2 * leafCount);
        }
        put(node, 0, 0, ~leafCount);
        leaves[leafCount++] = path;
    }

    private void put(int node, int feature, int threshold, int child) {
        int at = node * FlatTrees.NODE;
        nodes[at] = feature;
        nodes[at + 1] = threshold;
        nodes[at + 2] = child;
    }
}
