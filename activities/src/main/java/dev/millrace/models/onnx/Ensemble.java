package dev.millrace.models.onnx;

import dev.millrace.models.FlatTrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Trees as a {@code TreeEnsembleRegressor}, whose targets are sums of what the leaves hold. */
final class Ensemble {
    private final FlatTrees trees;
    private final int targets;

    Ensemble(FlatTrees trees, int targets) {
        this.trees = trees;
        this.targets = targets;
    }

    /** Where a leaf's value number {@code c} goes, and times what. */
    interface Leaf {
        int target(int tree, int c);

        double weight(int tree);
    }

    /** @param base what each target begins with */
    String write(Graph graph, String features, Leaf leaf, float[] base) {
        int[] treeOf = treeOf();
        int count = treeOf.length;
        int leaves = (int) IntStream.range(0, count).filter(this::isLeaf).count();
        long[] ids = new long[count];
        long[] tree = new long[count];
        long[] feature = new long[count];
        long[] yes = new long[count];
        long[] no = new long[count];
        long[] missing = new long[count];
        float[] threshold = new float[count];
        List<String> modes = new ArrayList<>(count);
        Leaves held = new Leaves(leaves * trees.width());
        for (int node = 0; node < count; node++) {
            ids[node] = node;
            tree[node] = treeOf[node];
            int child = trees.nodes()[node * FlatTrees.NODE + 2];
            modes.add(child < 0 ? "LEAF" : "BRANCH_LEQ");
            if (child < 0) {
                held.add(node, treeOf[node], ~child, leaf);
            } else {
                int split = trees.nodes()[node * FlatTrees.NODE];
                feature[node] = split % trees.features();
                missing[node] = split / trees.features();
                threshold[node] = value(trees.nodes()[node * FlatTrees.NODE + 1]);
                yes[node] = child;
                no[node] = child + 1L;
            }
        }
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("n_targets", (long) targets);
        attributes.put("base_values", base);
        attributes.put("nodes_nodeids", ids);
        attributes.put("nodes_treeids", tree);
        attributes.put("nodes_featureids", feature);
        attributes.put("nodes_modes", modes);
        attributes.put("nodes_values", threshold);
        attributes.put("nodes_truenodeids", yes);
        attributes.put("nodes_falsenodeids", no);
        attributes.put("nodes_missing_value_tracks_true", missing);
        held.put(attributes);
        return graph.add("TreeEnsembleRegressor", Graph.ML, List.of(features), attributes);
    }

    private boolean isLeaf(int node) {
        return trees.nodes()[node * FlatTrees.NODE + 2] < 0;
    }

    private int[] treeOf() {
        int[] treeOf = new int[trees.nodes().length / FlatTrees.NODE];
        for (int tree = 0; tree < trees.trees(); tree++) {
            treeOf[trees.roots()[tree]] = tree;
        }
        for (int node = 0; node < treeOf.length; node++) {
            int child = trees.nodes()[node * FlatTrees.NODE + 2];
            if (child >= 0) {
                treeOf[child] = treeOf[node];
                treeOf[child + 1] = treeOf[node];
            }
        }
        return treeOf;
    }

    /** The float of a key; see {@link FlatTrees#key}. */
    private static float value(int key) {
        return Float.intBitsToFloat(key ^ ((key >> 31) & Integer.MAX_VALUE));
    }

    /** What the leaves hold, value by value. */
    private final class Leaves {
        private final long[] nodes;
        private final long[] treeIds;
        private final long[] ids;
        private final float[] weights;
        private int size;

        Leaves(int count) {
            nodes = new long[count];
            treeIds = new long[count];
            ids = new long[count];
            weights = new float[count];
        }

        void add(int node, int tree, int at, Leaf leaf) {
            for (int c = 0; c < trees.width(); c++) {
                nodes[size] = node;
                treeIds[size] = tree;
                ids[size] = leaf.target(tree, c);
                weights[size++] = (float) (leaf.weight(tree) * trees.leaves()[at * trees.width() + c]);
            }
        }

        void put(Map<String, Object> attributes) {
            attributes.put("target_nodeids", nodes);
            attributes.put("target_treeids", treeIds);
            attributes.put("target_ids", ids);
            attributes.put("target_weights", weights);
        }
    }
}
