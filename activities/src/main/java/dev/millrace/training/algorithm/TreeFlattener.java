package dev.millrace.training.algorithm;

import dev.millrace.models.FlatTrees;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import smile.model.cart.DecisionNode;
import smile.model.cart.LeafNode;
import smile.model.cart.Node;
import smile.model.cart.RegressionNode;

/** Writes one of Smile's trees into arrays, level by level, so that the nodes near the root lie together. */
final class TreeFlattener {
    private final int features;
    private final int width;
    private final double smoothing;
    private final double offset;
    private int[] nodes = new int[FlatTrees.NODE * 64];
    private float[] leaves = new float[64];
    private float[] covers = new float[64];
    private int nodeCount;
    private int leafCount;

    private TreeFlattener(int features, int width, double smoothing, double offset) {
        this.features = features;
        this.width = width;
        this.smoothing = smoothing;
        this.offset = offset;
    }

    /** Leaves hold the shares of the classes, {@code smoothing} added to each class's count (by Smile: 1). */
    static FlatTrees classifier(Node root, int features, int classes, double smoothing) {
        return new TreeFlattener(features, classes, smoothing, 0).flatten(root);
    }

    /** Leaves hold their value plus the offset. */
    static FlatTrees regression(Node root, int features, double offset) {
        return new TreeFlattener(features, 1, 0, offset).flatten(root);
    }

    private FlatTrees flatten(Node root) {
        Deque<Node> open = new ArrayDeque<>();
        open.add(root);
        int planned = 1;
        while (!open.isEmpty()) {
            Node node = open.remove();
            cover(node.size());
            if (node instanceof FloatSplit.FloatNode inner) {
                add(inner.feature(), FlatTrees.key(inner.threshold()), planned);
                open.add(inner.trueChild());
                open.add(inner.falseChild());
                planned += 2;
            } else {
                add(0, 0, ~leafCount);
                addLeaf((LeafNode) node);
            }
        }
        return new FlatTrees(
                features,
                width,
                new int[] {0},
                Arrays.copyOf(nodes, nodeCount * FlatTrees.NODE),
                Arrays.copyOf(leaves, leafCount * width),
                Arrays.copyOf(covers, nodeCount));
    }

    private void cover(int rows) {
        if (nodeCount == covers.length) {
            covers = Arrays.copyOf(covers, 2 * nodeCount);
        }
        covers[nodeCount] = rows;
    }

    private void add(int feature, int threshold, int child) {
        int at = nodeCount++ * FlatTrees.NODE;
        if (at == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * nodes.length);
        }
        nodes[at] = feature;
        nodes[at + 1] = threshold;
        nodes[at + 2] = child;
    }

    private void addLeaf(LeafNode leaf) {
        int at = leafCount++ * width;
        if (at + width > leaves.length) {
            leaves = Arrays.copyOf(leaves, 2 * leaves.length + width);
        }
        if (leaf instanceof DecisionNode decision) {
            double total = leaf.size() + smoothing * width;
            for (int c = 0; c < width; c++) {
                leaves[at + c] = (float) ((decision.count()[c] + smoothing) / total);
            }
        } else {
            leaves[at] = (float) (((RegressionNode) leaf).output() + offset);
        }
    }
}
