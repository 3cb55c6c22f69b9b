package dev.millrace.models;

import org.jspecify.annotations.Nullable;

/** Which models to list; null lets every value pass. */
public record ModelFilter(
        @Nullable String name,
        @Nullable String task,
        @Nullable ModelStatus status) {
    public static final ModelFilter ALL = new ModelFilter(null, null, null);
}
