package dev.millrace.models;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One immutable version of a model, with where it comes from. */
@Schema(name = "ModelVersion")
record ModelVersionView(
        ModelId modelId,

        @Schema(example = "3") int version,

        @Schema(
                description = "What the version does.",
                allowableValues = {"classification", "regression"})
        String type,

        @Schema(example = "smile") String framework,

        @Schema(example = "random_forest") String algorithm,

        @Schema(description = "Metrics on the test rows, by name.", example = "{\"accuracy\": 0.94}")
        Map<String, Double> metrics,

        @Schema(description = "The single folds, where there were several; metrics are the means over them.") @Nullable
        List<CrossValidation.Fold> folds,

        @Schema(description = "By how much the metrics differ between folds: the sample standard deviation.") @Nullable
        Map<String, Double> sd,

        @Schema(description = "As fitted, defaults filled in.", example = "{\"trees\": 200}")
        Map<String, Object> hyperparameters,

        InputSchema inputSchema,

        @Schema(description = "SHA-256 of the model's bytes.")
        String sha256,

        long sizeBytes,
        Lineage lineage,
        Instant createdAt) {

    static ModelVersionView of(ModelVersion version) {
        CrossValidation crossValidation = version.crossValidation();
        return new ModelVersionView(
                version.modelId(),
                version.version(),
                version.task(),
                version.framework(),
                version.algorithm(),
                version.metrics(),
                crossValidation == null ? null : crossValidation.folds(),
                crossValidation == null ? null : crossValidation.sd(),
                version.hyperparameters(),
                version.inputSchema(),
                version.artifact().sha256(),
                version.artifact().size(),
                version.lineage(),
                version.createdAt());
    }
}
