package dev.millrace.models;

import dev.millrace.datasets.Table;
import java.util.List;

/**
 * How rows of data become what a predictor takes, and what its outputs mean. {@code classes} are the labels of a
 * classifier in the order of its outputs; a regression has none.
 */
public record ModelInputs(InputSchema schema, Preprocessing preprocessing, String target, List<String> classes) {
    public ModelInputs {
        classes = List.copyOf(classes);
    }

    public boolean classifier() {
        return !classes.isEmpty();
    }

    public Matrix transform(Table table) {
        return preprocessing.transform(table);
    }
}
