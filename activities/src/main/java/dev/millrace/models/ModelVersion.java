package dev.millrace.models;

import dev.millrace.artifacts.ArtifactHandle;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model as the registry keeps it; it never changes. Versions count from 1. {@code crossValidation} is
 * there when the metrics are means over folds.
 */
public record ModelVersion(
        ModelId modelId,
        int version,
        String task,
        String framework,
        String algorithm,
        ArtifactHandle artifact,
        InputSchema inputSchema,
        Map<String, Double> metrics,
        @Nullable CrossValidation crossValidation,
        Map<String, Object> hyperparameters,
        Lineage lineage,
        Instant createdAt) {
    public ModelVersion {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        hyperparameters = Collections.unmodifiableMap(new LinkedHashMap<>(hyperparameters));
    }
}
