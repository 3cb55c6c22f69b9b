package dev.millrace.prediction;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelId;
import dev.millrace.problems.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A batch prediction as the user asked for it, defaults filled in. {@code version} null means the deployed one at the time
 * of the request. {@code chunkSize} is rows a chunk; {@code maxFailedItems} null means any number of bad rows is let pass.
 * {@code explain} gives each result the three columns that contribute most to it.
 */
public record BatchPredictionSpec(
        ModelId modelId,
        @Nullable Integer version,
        BatchData data,
        Integer chunkSize,
        @Nullable Long maxFailedItems,
        OutputFormat outputFormat,
        Boolean explain,
        Priority priority) {
    public static final int LARGEST_CHUNK = 100_000;

    public BatchPredictionSpec {
        if (modelId == null) {
            throw Problem.invalid("/model_id", "model_id is required");
        }
        if (data == null) {
            throw Problem.invalid("/data", "data is required: {dataset_id} or {instances}");
        }
        chunkSize = chunkSize == null ? Integer.valueOf(1000) : chunkSize;
        outputFormat = outputFormat == null ? OutputFormat.CSV : outputFormat;
        explain = explain != null && explain;
        priority = priority == null ? Priority.NORMAL : priority;
        if (chunkSize < 1 || chunkSize > LARGEST_CHUNK) {
            throw Problem.invalid("/chunk_size", "chunk_size is 1 to " + LARGEST_CHUNK + " rows");
        }
        if (version != null && version < 1) {
            throw Problem.invalid("/version", "version is 1 or more");
        }
        if (maxFailedItems != null && maxFailedItems < 0) {
            throw Problem.invalid("/max_failed_items", "max_failed_items is 0 or more");
        }
    }

    /** How results are written when the reader does not ask for a format. */
    public enum OutputFormat {
        @JsonProperty("csv")
        CSV,
        @JsonProperty("jsonl")
        JSONL,
        @JsonProperty("parquet")
        PARQUET
    }
}
