package dev.millrace.models;

import java.util.Map;

/** The arrays of {@link FlatTrees}, the same in every kind of predictor made of trees. */
final class TreesFormat {
    private TreesFormat() {}

    static void write(FlatTrees trees, Map<String, Object> arrays) {
        arrays.put("roots", trees.roots());
        arrays.put("nodes", trees.nodes());
        arrays.put("leaves", trees.leaves());
        if (trees.hasCovers()) {
            arrays.put("covers", trees.covers());
        }
    }

    /** @throws IllegalArgumentException when following the nodes would lead out of the trees or in circles */
    static FlatTrees read(ArrayFile file, int width, int features, boolean missing) {
        float[] covers = file.arrays().containsKey("covers") ? file.floats("covers") : new float[0];
        FlatTrees trees =
                new FlatTrees(features, width, file.ints("roots"), file.ints("nodes"), file.floats("leaves"), covers);
        trees.check(missing);
        return trees;
    }
}
