package dev.millrace.models;

import dev.millrace.datasets.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows of data become what a predictor takes, and what its outputs mean. {@code classes} are the labels of a
 * classifier in the order of its outputs; other models have none, and some have no target either.
 */
public record ModelInputs(
        InputSchema schema,
        Preprocessing preprocessing,
        @Nullable String target,
        List<String> classes,
        OutputKind outputs) {
    public ModelInputs {
        classes = List.copyOf(classes);
        // Models of earlier releases do not say it.
        outputs = outputs != null ? outputs : classes.isEmpty() ? OutputKind.VALUE : OutputKind.LABEL;
        if ((outputs == OutputKind.LABEL) == classes.isEmpty()) {
            throw new IllegalArgumentException("a classifier has classes, and nothing else has");
        }
    }

    /** The inputs of a classifier, or of a regression where there are no classes. */
    public ModelInputs(InputSchema schema, Preprocessing preprocessing, String target, List<String> classes) {
        this(schema, preprocessing, target, classes, classes.isEmpty() ? OutputKind.VALUE : OutputKind.LABEL);
    }

    public boolean classifier() {
        return !classes.isEmpty();
    }

    public Matrix transform(Table table) {
        return preprocessing.transform(table);
    }
}
