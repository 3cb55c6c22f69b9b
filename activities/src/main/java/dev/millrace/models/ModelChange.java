package dev.millrace.models;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What users may change of a model. Versions never change. */
public record ModelChange(String name, @Nullable String description, Map<String, String> tags, boolean deprecated) {
    public ModelChange {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
