package dev.millrace.training.algorithm;

import dev.millrace.models.FlatTrees;
import java.util.Arrays;
import java.util.Map;

/**
 * One tree as LightGBM writes it. A child below 0 is {@code ~leaf}. {@code decisions} has bits: 2 says that a missing value
 * goes left, 8 that there were missing values in training; where there were none, a missing value counts as 0.
 */
record LightgbmTree(
        double[] left,
        double[] right,
        double[] feature,
        double[] threshold,
        double[] decisions,
        double[] gain,
        double[] innerWeight,
        double[] leafValue,
        double[] leafWeight) {
    private static final int MISSING_LEFT = 2;
    private static final int MISSING_SEEN = 8;

    static LightgbmTree of(Map<String, String> block) {
        return new LightgbmTree(
                numbers(block, "left_child"),
                numbers(block, "right_child"),
                numbers(block, "split_feature"),
                numbers(block, "threshold"),
                numbers(block, "decision_type"),
                numbers(block, "split_gain"),
                numbers(block, "internal_count"),
                numbers(block, "leaf_value"),
                numbers(block, "leaf_count"));
    }

    private static double[] numbers(Map<String, String> block, String name) {
        String line = block.getOrDefault(name, "").strip();
        return line.isEmpty()
                ? new double[0]
                : Arrays.stream(line.split(" "))
                        .mapToDouble(LightgbmTree::number)
                        .toArray();
    }

    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    /** The value of the leaf that the row at {@code at} comes to. */
    double leaf(float[] values, int at) {
        int node = left.length == 0 ? ~0 : 0;
        while (node >= 0) {
            node = (int) (goesLeft(node, values[at + (int) feature[node]]) ? left[node] : right[node]);
        }
        return leafValue[~node];
    }

    private boolean goesLeft(int node, float value) {
        int decision = (int) decisions[node];
        if (Float.isNaN(value) && (decision & MISSING_SEEN) != 0) {
            return (decision & MISSING_LEFT) != 0;
        }
        return (Float.isNaN(value) ? 0 : value) <= threshold[node];
    }

    /** Nodes level by level. */
    FlatTrees flat(int features) {
        int size = left.length + leafValue.length;
        int[] order = new int[size];
        order[0] = left.length == 0 ? ~0 : 0;
        int[] nodes = new int[size * FlatTrees.NODE];
        float[] leaves = new float[leafValue.length];
        float[] covers = new float[size];
        int planned = 1;
        int leaf = 0;
        for (int i = 0; i < planned; i++) {
            int node = order[i];
            int at = i * FlatTrees.NODE;
            if (node < 0) {
                nodes[at + 2] = ~leaf;
                covers[i] = leafWeight.length == 0 ? 1 : (float) leafWeight[~node];
                leaves[leaf++] = (float) leafValue[~node];
            } else {
                nodes[at] = (int) feature[node] + (missingLeft(node) ? features : 0);
                nodes[at + 1] = FlatTrees.key(atMost(threshold[node]));
                nodes[at + 2] = planned;
                covers[i] = (float) innerWeight[node];
                order[planned++] = (int) left[node];
                order[planned++] = (int) right[node];
            }
        }
        return new FlatTrees(features, 1, new int[] {0}, nodes, leaves, covers);
    }

    private boolean missingLeft(int node) {
        int decision = (int) decisions[node];
        return (decision & MISSING_SEEN) != 0 ? (decision & MISSING_LEFT) != 0 : 0 <= threshold[node];
    }

    /** The largest float that is not above. */
    private static float atMost(double value) {
        float near = (float) value;
        return near > value ? Math.nextDown(near) : near;
    }

    void addGains(double[] gains) {
        for (int node = 0; node < feature.length; node++) {
            gains[(int) feature[node]] += Double.isFinite(gain[node]) ? Math.max(0, gain[node]) : 0;
        }
    }
}
