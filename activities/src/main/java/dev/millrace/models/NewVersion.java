package dev.millrace.models;

import dev.millrace.artifacts.ArtifactHandle;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model version to be registered under {@code modelName}. {@code task} and {@code algorithm} are wire names;
 * {@code framework} is the library that fitted it ({@code smile}, {@code xgboost}); {@code artifact} holds the trained
 * model. {@code tags} become the model's when it is new.
 */
public record NewVersion(
        String modelName,
        String task,
        String framework,
        String algorithm,
        ArtifactHandle artifact,
        InputSchema inputSchema,
        Map<String, Double> metrics,
        @Nullable CrossValidation crossValidation,
        Map<String, Object> hyperparameters,
        Lineage lineage,
        Map<String, String> tags) {
    public NewVersion {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        hyperparameters = Collections.unmodifiableMap(new LinkedHashMap<>(hyperparameters));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
