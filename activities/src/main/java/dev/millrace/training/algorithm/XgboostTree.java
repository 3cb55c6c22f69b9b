package dev.millrace.training.algorithm;

import dev.millrace.models.FlatTrees;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One tree as XGBoost writes it: arrays over its nodes, a leaf's value in the place of its split condition. */
record XgboostTree(
        double[] left,
        double[] right,
        double[] feature,
        double[] condition,
        double[] missingLeft,
        double[] gain,
        double[] cover) {
    /** Reads the object whose start is the current token. */
    static XgboostTree read(JsonParser parser) {
        Map<String, double[]> arrays = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            switch (parser.nextToken()) {
                case START_ARRAY -> arrays.put(name, numbers(parser));
                case START_OBJECT -> parser.skipChildren();
                default -> {}
            }
        }
        return new XgboostTree(
                arrays.getOrDefault("left_children", new double[0]),
                arrays.getOrDefault("right_children", new double[0]),
                arrays.getOrDefault("split_indices", new double[0]),
                arrays.getOrDefault("split_conditions", new double[0]),
                arrays.getOrDefault("default_left", new double[0]),
                arrays.getOrDefault("loss_changes", new double[0]),
                arrays.getOrDefault("sum_hessian", new double[0]));
    }

    private static double[] numbers(JsonParser parser) {
        double[] numbers = new double[16];
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = switch (parser.currentToken()) {
                case VALUE_TRUE -> 1;
                case VALUE_FALSE -> 0;
                default -> parser.getDoubleValue();
            };
        }
        return Arrays.copyOf(numbers, size);
    }

    /** Nodes level by level. XGBoost goes left below the condition, we at most at the next smaller float: the same. */
    FlatTrees flat(int features) {
        int size = left.length;
        int[] order = new int[size];
        int[] nodes = new int[size * FlatTrees.NODE];
        float[] leaves = new float[(size + 1) / 2];
        float[] covers = new float[cover.length == size ? size : 0];
        int planned = 1;
        int leaf = 0;
        for (int i = 0; i < planned; i++) {
            int node = order[i];
            int at = i * FlatTrees.NODE;
            if (covers.length > 0) {
                covers[i] = (float) cover[node];
            }
            if (left[node] < 0) {
                nodes[at + 2] = ~leaf;
                leaves[leaf++] = (float) condition[node];
            } else {
                nodes[at] = (int) feature[node] + (missingLeft[node] != 0 ? features : 0);
                nodes[at + 1] = FlatTrees.key(Math.nextDown((float) condition[node]));
                nodes[at + 2] = planned;
                order[planned++] = (int) left[node];
                order[planned++] = (int) right[node];
            }
        }
        return new FlatTrees(
                features,
                1,
                new int[] {0},
                Arrays.copyOf(nodes, planned * FlatTrees.NODE),
                Arrays.copyOf(leaves, leaf),
                Arrays.copyOf(covers, Math.min(covers.length, planned)));
    }

    void addGains(double[] gains) {
        for (int node = 0; node < left.length; node++) {
            if (left[node] >= 0) {
                gains[(int) feature[node]] += Math.max(0, gain[node]);
            }
        }
    }
}
