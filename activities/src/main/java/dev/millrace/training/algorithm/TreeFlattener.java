package dev.millrace.training.algorithm;

import dev.millrace.models.FlatTrees;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Function;

/** Writes a grown tree into arrays, level by level, so that the nodes near the root lie together. */
final class TreeFlattener {
    private final TreeCriterion criterion;
    private final Function<double[], float[]> leaf;
    private int[] nodes = new int[FlatTrees.NODE * 64];
    private float[] leaves = new float[64];
    private float[] covers = new float[64];
    private int nodeCount;
    private int leafCount;

    private TreeFlattener(TreeCriterion criterion, Function<double[], float[]> leaf) {
        this.criterion = criterion;
        this.leaf = leaf;
    }

    static FlatTrees flatten(TreeNode root, int features, TreeCriterion criterion) {
        return flatten(root, features, criterion, criterion::leaf);
    }

    /** @param leaf the outputs of a leaf, from the sums over its rows */
    static FlatTrees flatten(TreeNode root, int features, TreeCriterion criterion, Function<double[], float[]> leaf) {
        return new TreeFlattener(criterion, leaf).flatten(root, features);
    }

    /** How much each feature lowered the impurity. */
    static double[] importance(TreeNode root, int features) {
        double[] importance = new double[features];
        Deque<TreeNode> open = new ArrayDeque<>();
        open.add(root);
        while (!open.isEmpty()) {
            TreeNode node = open.remove();
            TreeNode.Children children = node.children;
            if (children != null) {
                importance[Objects.requireNonNull(node.split).feature()] += node.gain();
                open.add(children.left());
                open.add(children.right());
            }
        }
        return importance;
    }

    private FlatTrees flatten(TreeNode root, int features) {
        Deque<TreeNode> open = new ArrayDeque<>();
        open.add(root);
        int planned = 1;
        int width = leaf.apply(root.sums).length;
        while (!open.isEmpty()) {
            TreeNode node = open.remove();
            TreeNode.Children children = node.children;
            cover((float) criterion.weight(node.sums));
            if (children != null) {
                TreeSplit split = Objects.requireNonNull(node.split);
                add(split.feature(), FlatTrees.key(split.threshold()), planned);
                open.add(children.left());
                open.add(children.right());
                planned += 2;
            } else {
                add(0, 0, ~leafCount);
                addLeaf(leaf.apply(node.sums));
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

    private void cover(float weight) {
        if (nodeCount == covers.length) {
            covers = Arrays.copyOf(covers, 2 * nodeCount);
        }
        covers[nodeCount] = weight;
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

    private void addLeaf(float[] outputs) {
        int at = leafCount++ * outputs.length;
        if (at + outputs.length > leaves.length) {
            leaves = Arrays.copyOf(leaves, 2 * leaves.length + outputs.length);
        }
        System.arraycopy(outputs, 0, leaves, at, outputs.length);
    }
}
