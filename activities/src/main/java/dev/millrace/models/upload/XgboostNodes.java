package dev.millrace.models.upload;

import dev.millrace.models.FlatTrees;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** One tree of an XGBoost file, whose arrays are checked as they become ours. */
final class XgboostNodes {
    private static final int DEEPEST = 500;

    private final int features;
    private final double[] left;
    private final double[] right;
    private final double[] feature;
    private final double[] condition;
    private final double[] missingLeft;
    private final double[] cover;

    XgboostNodes(JsonNode tree, int features) {
        this.features = features;
        left = numbers(tree, "left_children");
        right = numbers(tree, "right_children");
        feature = numbers(tree, "split_indices");
        condition = numbers(tree, "split_conditions");
        missingLeft = numbers(tree, "default_left");
        cover = numbers(tree, "sum_hessian");
        int size = left.length;
        boolean alike = right.length == size
                && feature.length == size
                && condition.length == size
                && missingLeft.length == size
                && (cover.length == size || cover.length == 0);
        if (size == 0 || !alike) {
            throw XgboostFile.unusable("the arrays of a tree are not as long as each other");
        }
        if (!tree.path("categories").isEmpty()) {
            throw XgboostFile.unusable("it splits on categories; only splits on numbers are supported");
        }
    }

    /** Nodes level by level. XGBoost goes left below the condition, we at most at the next smaller float: the same. */
    FlatTrees flat() {
        int size = left.length;
        int[] order = new int[size];
        int[] depth = new int[size];
        int[] nodes = new int[size * FlatTrees.NODE];
        float[] leaves = new float[(size + 1) / 2 + 1];
        float[] covers = new float[cover.length];
        int planned = 1;
        int leaf = 0;
        for (int i = 0; i < planned; i++) {
            int node = order[i];
            int at = i * FlatTrees.NODE;
            if (covers.length > 0) {
                covers[i] = finite(cover[node]);
            }
            if (left[node] < 0) {
                nodes[at + 2] = ~leaf;
                leaves[leaf++] = finite(condition[node]);
                continue;
            }
            if (planned + 2 > size || depth[i] >= DEEPEST) {
                throw XgboostFile.unusable("the nodes of a tree go in circles or too deep");
            }
            nodes[at] = index(feature[node], features) + (missingLeft[node] != 0 ? features : 0);
            nodes[at + 1] = FlatTrees.key(Math.nextDown(finite(condition[node])));
            nodes[at + 2] = planned;
            for (double child : new double[] {left[node], right[node]}) {
                depth[planned] = depth[i] + 1;
                order[planned++] = index(child, size);
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

    private static int index(double value, int bound) {
        if (!(value >= 0 && value < bound) || value != Math.rint(value)) {
            throw XgboostFile.unusable("a tree points to what is not there");
        }
        return (int) value;
    }

    private static float finite(double value) {
        if (!Double.isFinite((float) value)) {
            throw XgboostFile.unusable("a number of a tree is not finite");
        }
        return (float) value;
    }

    private static double[] numbers(JsonNode tree, String name) {
        JsonNode array = tree.path(name);
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode value = array.path(i);
            numbers[i] = value.isBoolean() ? (value.asBoolean() ? 1 : 0) : value.asDouble(Double.NaN);
        }
        return numbers;
    }
}
