package dev.millrace.models;

import java.util.List;

/** Numbers ready for an algorithm, row by row: row {@code r} begins at {@code values[r * features.size()]}; NaN is missing. */
public record Matrix(int rows, List<Feature> features, float[] values) {
    public Matrix {
        features = List.copyOf(features);
        if ((long) rows * features.size() != values.length) {
            throw new IllegalArgumentException(
                    rows + " rows of " + features.size() + " features are not " + values.length + " values");
        }
    }

    public int width() {
        return features.size();
    }

    public float get(int row, int feature) {
        return values[row * features.size() + feature];
    }
}
