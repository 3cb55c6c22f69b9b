package dev.millrace.models.explanation;

import dev.millrace.models.FlatTrees;
import java.util.function.DoubleUnaryOperator;

/** Shapley values by their definition, over all coalitions of features. */
final class BruteForce {
    private BruteForce() {}

    /** By feature; what is not known of the row goes down both sides of a split, by their covers. */
    static double[] tree(FlatTrees trees, int tree, int output, float[] row) {
        return shapley(row.length, known -> value(trees, trees.roots()[tree], output, row, (int) known));
    }

    /** @param worth what the coalition whose members are the bits of its argument is worth */
    static double[] shapley(int players, DoubleUnaryOperator worth) {
        double[] values = new double[players];
        for (int coalition = 0; coalition < 1 << players; coalition++) {
            int size = Integer.bitCount(coalition);
            for (int player = 0; player < players; player++) {
                if ((coalition & 1 << player) == 0) {
                    double weight = factorial(size) * factorial(players - size - 1) / factorial(players);
                    values[player] +=
                            weight * (worth.applyAsDouble(coalition | 1 << player) - worth.applyAsDouble(coalition));
                }
            }
        }
        return values;
    }

    static double value(FlatTrees trees, int node, int output, float[] row, int known) {
        int child = trees.nodes()[node * FlatTrees.NODE + 2];
        if (child < 0) {
            return trees.leaves()[~child * trees.width() + output];
        }
        int split = trees.nodes()[node * FlatTrees.NODE];
        int feature = split % trees.features();
        if ((known & 1 << feature) != 0) {
            boolean missingLeft = split >= trees.features() && Float.isNaN(row[feature]);
            boolean left = missingLeft || trees.nodes()[node * FlatTrees.NODE + 1] >= FlatTrees.key(row[feature]);
            return value(trees, left ? child : child + 1, output, row, known);
        }
        return TreeDepths.share(trees, node, child) * value(trees, child, output, row, known)
                + TreeDepths.share(trees, node, child + 1) * value(trees, child + 1, output, row, known);
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }
}
