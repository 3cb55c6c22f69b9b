package dev.millrace.models.explanation;

import dev.millrace.models.FlatTrees;
import java.util.Arrays;

/**
 * Path-dependent TreeSHAP (Lundberg, Erion, Lee 2018) of one tree after the other, in time linear in the nodes. The Shapley
 * value of a feature is the integral over t of the change it makes when each other feature is known with probability t
 * (Owen 1972). Along a path that change is a product with one factor {@code zero + (one - zero) t} for each feature:
 * {@code one} says whether the row itself goes this way, {@code zero} which share of the training data does. It is a polynomial
 * in t, so Gauss's rule gives the integral exactly. Holds scratch space: one per thread.
 */
final class TreeShap {
    private final FlatTrees trees;
    private final Columns columns;
    private final Quadrature rule;
    private final int size;
    private final double[] one;
    private final double[] zero;
    private final double[] products;
    private final double[] sums;
    private final int[] keys;
    private double[] found = new double[0];
    private int foundAt;
    private int output;
    private double scale;

    TreeShap(FlatTrees trees, Columns columns, Quadrature rule, int depth) {
        this.trees = trees;
        this.columns = columns;
        this.rule = rule;
        size = rule.size();
        one = new double[trees.features()];
        zero = new double[trees.features()];
        Arrays.fill(one, 1);
        Arrays.fill(zero, 1);
        products = new double[(depth + 1) * size];
        sums = new double[(depth + 1) * size];
        Arrays.fill(products, 0, size, 1);
        keys = new int[2 * trees.features()];
    }

    /** Takes up the row whose features begin at {@code at}. */
    void row(float[] values, int at) {
        int features = trees.features();
        for (int feature = 0; feature < features; feature++) {
            float value = values[at + feature];
            keys[feature] = FlatTrees.key(value);
            keys[features + feature] = Float.isNaN(value) ? Integer.MIN_VALUE : keys[feature];
        }
    }

    /** Adds to {@code found}, from {@code foundAt} on, what the columns contribute to {@code scale} times the tree's output. */
    void add(int tree, int output, double scale, double[] found, int foundAt) {
        this.found = found;
        this.foundAt = foundAt;
        this.output = output;
        this.scale = scale;
        descend(trees.roots()[tree], 0);
    }

    /** Leaves in {@code sums}, at the level, the products of all leaves below times their values. */
    private void descend(int node, int level) {
        int at = node * FlatTrees.NODE;
        int left = trees.nodes()[at + 2];
        int from = level * size;
        if (left < 0) {
            double value = scale * trees.leaves()[~left * trees.width() + output];
            for (int k = from; k < from + size; k++) {
                sums[k] = value * products[k];
            }
            return;
        }
        int split = trees.nodes()[at];
        int hot = left + (trees.nodes()[at + 1] < keys[split] ? 1 : 0);
        int feature = split >= trees.features() ? split - trees.features() : split;
        double oneBefore = one[feature];
        double zeroBefore = zero[feature];
        Arrays.fill(sums, from, from + size, 0);
        for (int child = left; child <= left + 1; child++) {
            one[feature] = child == hot ? oneBefore : 0;
            zero[feature] = zeroBefore * TreeDepths.share(trees, node, child);
            if (one[feature] != 0 || zero[feature] != 0) {
                follow(child, level, feature, oneBefore, zeroBefore);
            }
        }
        one[feature] = oneBefore;
        zero[feature] = zeroBefore;
    }

    private void follow(int child, int level, int feature, double oneBefore, double zeroBefore) {
        double zeroHere = zero[feature];
        double change = one[feature] - zeroHere;
        double changeBefore = oneBefore - zeroBefore;
        int from = level * size;
        int to = from + size;
        for (int k = 0; k < size; k++) {
            double t = rule.points()[k];
            products[to + k] = products[from + k] / (zeroBefore + changeBefore * t) * (zeroHere + change * t);
        }
        descend(child, level + 1);
        double contribution = 0;
        for (int k = 0; k < size; k++) {
            double t = rule.points()[k];
            double below = sums[to + k];
            sums[from + k] += below;
            // A feature that was split on before counts with this factor here, and so no more with the one above.
            contribution += rule.weights()[k]
                    * below
                    * (change / (zeroHere + change * t) - changeBefore / (zeroBefore + changeBefore * t));
        }
        found[foundAt + columns.ofFeature()[feature]] += contribution;
    }
}
