package dev.millrace.models;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A registered model. What depends on a version is that of {@code version}. */
@Schema(name = "Model")
record ModelView(
        @Schema(description = "A UUIDv7.", example = "019a1f7e-6c2b-7d3a-9c44-0b7a2f6f5a10")
        ModelId id,

        @Schema(example = "churn") String name,
        @Nullable String description,

        @Schema(
                description = "What the model does.",
                allowableValues = {"classification", "regression", "clustering", "anomaly_detection", "forecasting"})
        String type,

        @Schema(description = "The library that fitted it.", example = "smile")
        String framework,

        @Schema(
                description = "The version that is shown here: the deployed one, or the newest when none is deployed.",
                example = "3")
        int version,

        @Schema(description = "The newest version.", example = "3")
        int latestVersion,

        @Schema(description = "The version that serves; null when none does.", example = "3") @Nullable
        Integer deployedVersion,

        @Schema(description = """
                        ready: can be deployed. deployed: a version serves. deprecated: not to be used any more; it still answers \
                        predictions, but nothing new can be deployed, and it can be deleted.""") ModelStatus status,

        @Schema(description = "The accuracy among the metrics; null for a regression.", example = "0.94") @Nullable
        Double accuracy,

        @Schema(description = "Metrics on the test rows, by name.", example = "{\"accuracy\": 0.94, \"roc_auc\": 0.97}")
        Map<String, Double> metrics,

        Configuration modelConfiguration,
        InputSchema inputSchema,
        Map<String, String> tags,

        @Schema(description = "The version that each alias names.", example = "{\"champion\": 3}")
        SortedMap<String, Integer> aliases,

        Instant createdAt,
        Instant updatedAt,

        @Schema(
                description = "Where predictions are made; null until a version is deployed.",
                example = "/api/v1/models/019a1f7e-6c2b-7d3a-9c44-0b7a2f6f5a10/predict")
        @Nullable
        String deploymentUrl) {

    /** The algorithm and the hyperparameters that it was fitted with. */
    @Schema(name = "ModelConfiguration")
    record Configuration(
            @Schema(example = "random_forest") String algorithm,

            @Schema(example = "{\"trees\": 200}") Map<String, Object> hyperparameters) {}

    static ModelView of(Model model, ModelVersion shown) {
        return new ModelView(
                model.id(),
                model.name(),
                model.description(),
                model.task(),
                shown.framework(),
                shown.version(),
                model.latestVersion(),
                model.deployedVersion(),
                model.status(),
                shown.metrics().get("accuracy"),
                shown.metrics(),
                new Configuration(shown.algorithm(), shown.hyperparameters()),
                shown.inputSchema(),
                model.tags(),
                model.aliases(),
                model.createdAt(),
                model.updatedAt(),
                model.deployedVersion() == null ? null : "/api/v1/models/" + model.id() + "/predict");
    }
}
