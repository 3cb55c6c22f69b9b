package dev.millrace.training.algorithm;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows one binary tree by exact search, as CART does (Breiman et al., Classification and Regression Trees, 1984): every
 * boundary between values of every tried feature is looked at. The rows stay sorted by every feature all the way down. With
 * a limit on leaves the node that gains most is split first.
 */
final class TreeBuilder {
    private static final double PURE = 1e-12;

    private final ForestData data;
    private final TreeCriterion criterion;
    private final TreeSettings settings;
    private final SplittableRandom random;
    private final Runnable goesOn;
    private final int[] features;
    private int[][] order = {};
    private byte[] side = {};
    private int[] right = {};
    private double least;

    /** @param goesOn called often; what it throws ends the growing */
    TreeBuilder(ForestData data, TreeCriterion criterion, TreeSettings settings, long seed, Runnable goesOn) {
        this.data = data;
        this.criterion = criterion;
        this.settings = settings;
        this.random = new SplittableRandom(seed);
        this.goesOn = goesOn;
        this.features = IntStream.range(0, data.features()).toArray();
    }

    /** Grows from the rows that weigh something. */
    TreeNode grow(double[] weights) {
        order = data.order(weights, goesOn);
        side = new byte[weights.length];
        right = new int[order[0].length];
        TreeNode root = node(0, order[0], 0, order[0].length);
        least = PURE * root.impurity / Math.max(1, root.rows());
        Queue<TreeNode> open = settings.maxLeaves() == Integer.MAX_VALUE
                ? Collections.asLifoQueue(new ArrayDeque<>())
                : new PriorityQueue<>(Comparator.comparingDouble(TreeNode::gain).reversed());
        add(root, open);
        for (int leaves = 1; leaves < settings.maxLeaves() && !open.isEmpty(); leaves++) {
            TreeNode node = open.remove();
            TreeNode.Children children = divide(node, java.util.Objects.requireNonNull(node.split));
            node.children = children;
            add(children.right(), open);
            add(children.left(), open);
        }
        return root;
    }

    private TreeNode node(int depth, int[] rows, int from, int to) {
        double[] sums = criterion.sums(rows, from, to);
        return new TreeNode(depth, from, to, sums, criterion.impurity(sums));
    }

    private void add(TreeNode node, Queue<TreeNode> open) {
        if (mayBeSplit(node)) {
            node.split = best(node);
            if (node.split != null) {
                open.add(node);
            }
        }
    }

    private boolean mayBeSplit(TreeNode node) {
        return node.depth < settings.maxDepth()
                && node.rows() >= Math.max(settings.minSplit(), 2 * settings.minLeaf())
                && node.impurity > least * node.rows();
    }

    /** Tries features in random order: as many as are to be tried, and more while all were constant. */
    private @Nullable TreeSplit best(TreeNode node) {
        TreeSplit best = null;
        boolean varied = false;
        for (int tried = 0; tried < features.length && (tried < settings.features() || !varied); tried++) {
            goesOn.run();
            int feature = draw(tried);
            float[] column = data.columns()[feature];
            int[] rows = order[feature];
            if (column[rows[node.from]] == column[rows[node.to - 1]]) {
                continue;
            }
            varied = true;
            TreeSplit split = criterion.best(node, feature, column, rows, settings.minLeaf());
            if (split != null && (best == null || split.gain() > best.gain())) {
                best = split;
            }
        }
        return best;
    }

    private int draw(int place) {
        int chosen = random.nextInt(place, features.length);
        int feature = features[chosen];
        features[chosen] = features[place];
        features[place] = feature;
        return feature;
    }

    private TreeNode.Children divide(TreeNode node, TreeSplit split) {
        int[] rows = order[split.feature()];
        TreeNode left = node(node.depth + 1, rows, node.from, split.middle());
        TreeNode right = node(node.depth + 1, rows, split.middle(), node.to);
        if (mayBeSplit(left) || mayBeSplit(right)) {
            for (int i = node.from; i < node.to; i++) {
                side[rows[i]] = (byte) (i < split.middle() ? 1 : 0);
            }
            for (int feature = 0; feature < order.length; feature++) {
                if (feature != split.feature()) {
                    goesOn.run();
                    partition(order[feature], node.from, node.to);
                }
            }
        }
        return new TreeNode.Children(left, right);
    }

    /** Stable, and without a branch, which would be guessed wrong half the time. */
    private void partition(int[] rows, int from, int to) {
        int left = from;
        int kept = 0;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int goesLeft = side[row];
            rows[left] = row;
            right[kept] = row;
            left += goesLeft;
            kept += 1 - goesLeft;
        }
        System.arraycopy(right, 0, rows, left, kept);
    }
}
