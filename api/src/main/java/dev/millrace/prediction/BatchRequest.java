package dev.millrace.prediction;

import dev.millrace.datasets.DatasetId;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelId;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A batch prediction to be accepted. */
record BatchRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "019a1f7e-6c2b-7d3a-9c44-0b7a2f6f5a10")
        ModelId modelId,

        @Schema(description = "Null: the version that is deployed now.", minimum = "1", example = "null") @Nullable
        Integer version,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Rows data,

        @Schema(
                description = "Rows that are predicted and kept together; 1000 unless given.",
                minimum = "1",
                maximum = "100000",
                example = "1000")
        @Nullable
        Integer chunkSize,

        @Schema(
                description = "More failed rows than this fail the job; null: any number is let pass.",
                minimum = "0",
                example = "null")
        @Nullable
        Long maxFailedItems,

        @Schema(description = "How results are written when their reader asks for no format; csv unless given.")
        BatchPredictionSpec.@Nullable OutputFormat outputFormat,

        @Schema(
                description = "Whether each result carries the three columns that contribute most to it.",
                defaultValue = "false")
        @Nullable
        Boolean explain,

        @Schema(description = "normal unless given.") @Nullable
        Priority priority) {
    BatchRequest {
        if (data == null) {
            throw Problem.invalid("/data", "data is required: {dataset_id} or {instances}");
        }
    }

    @SuppressWarnings("NullAway") // the spec fills in what is absent, and refuses what has to be there
    BatchPredictionSpec spec() {
        return new BatchPredictionSpec(
                modelId, version, data.data(), chunkSize, maxFailedItems, outputFormat, explain, priority);
    }

    /** The rows: a data set, or instances in the request itself; one of the two. */
    @Schema(name = "BatchRows")
    record Rows(
            @Schema(example = "019a1f7e-6c2b-7d3a-9c44-0b7a2f6f5a10") @Nullable
            DatasetId datasetId,

            @Schema(
                    description =
                            "1 to 10,000 rows, each an object of the model's fields; one that does not fit fails by itself.",
                    example = "null")
            @Nullable
            List<Map<String, @Nullable Object>> instances) {
        @SuppressWarnings({"NullAway", "unchecked"}) // a field's value may be null
        BatchData data() {
            return new BatchData(datasetId, (List<Map<String, Object>>) (List<?>) instances);
        }
    }
}
