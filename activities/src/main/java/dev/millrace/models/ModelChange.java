package dev.millrace.models;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What users may change of a model; null name or {@code deprecated} leaves it as it is. Versions never change. */
public record ModelChange(
        @Nullable String name,
        @Nullable String description,
        Map<String, String> tags,
        @Nullable Boolean deprecated) {
    public ModelChange {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
