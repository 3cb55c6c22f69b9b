package dev.millrace.models;

import dev.millrace.datasets.ColumnType;
import java.util.List;

/**
 * One input of a model. {@code categories} lists the known values of a short text column (empty otherwise). A field that is
 * not {@code used} taught the model nothing (constant or all missing): it may be left out, and whatever it holds is ignored.
 */
public record InputField(String name, ColumnType type, List<String> categories, boolean used) {
    public InputField {
        categories = categories == null ? List.of() : List.copyOf(categories);
    }

    public static InputField of(String name, ColumnType type) {
        return new InputField(name, type, List.of(), true);
    }
}
