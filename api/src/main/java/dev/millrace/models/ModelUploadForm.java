package dev.millrace.models;

import dev.millrace.datasets.ColumnType;
import dev.millrace.models.upload.NewUpload;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of an upload as the documentation shows them; {@link ModelUpload} reads them. */
@Schema(
        name = "ModelUpload",
        requiredProperties = {"metadata", "artifact"})
record ModelUploadForm(
        Metadata metadata,

        @Schema(
                type = "string",
                format = "binary",
                description = "An ONNX file, or an XGBoost model as JSON or UBJSON.")
        String artifact) {

    /** What is said of the model. */
    @Schema(name = "ModelUploadMetadata")
    record Metadata(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, pattern = ModelName.FORM, example = "churn")
            String name,

            @Schema(maxLength = 2000) @Nullable String description,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "What the model does.",
                    allowableValues = {"classification", "regression"})
            String type,

            @Schema(
                    description = "Null: as the artifact shows.",
                    allowableValues = {"onnx", "xgboost"})
            @Nullable
            String framework,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Inputs inputSchema,

            @Schema(
                    description = "The labels of a classifier, in the order of its outputs.",
                    example = "[\"no\", \"yes\"]")
            @Nullable
            List<String> classes,

            @Nullable Map<String, String> tags) {

        @SuppressWarnings("NullAway") // the upload refuses what has to be there
        NewUpload upload() {
            return new NewUpload(
                    name,
                    description,
                    type,
                    framework,
                    inputSchema == null ? null : inputSchema.schema(),
                    classes,
                    tags == null ? Map.of() : tags);
        }
    }

    /** The columns that the model takes. */
    @Schema(name = "ModelUploadInputs")
    record Inputs(List<Field> fields) {
        InputSchema schema() {
            if (fields == null || fields.stream().anyMatch(field -> field == null)) {
                throw Problem.invalid(
                        "/metadata/input_schema", "input_schema is {\"fields\": [{\"name\": …, \"type\": …}]}");
            }
            return new InputSchema(fields.stream()
                    .map(field -> InputField.of(field.name(), field.type()))
                    .toList());
        }
    }

    /** A column by its name, and what it holds. */
    @Schema(name = "ModelUploadField")
    record Field(
            @Schema(example = "age") String name,

            @Schema(description = "What the column holds.") ColumnType type) {}
}
