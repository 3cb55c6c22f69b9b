package dev.millrace.prediction;

import dev.millrace.datasets.DatasetId;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Links;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelId;
import dev.millrace.tenancy.Json;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A batch prediction as users see it. */
@Schema(name = "BatchPrediction")
record BatchJobView(
        @Schema(description = "A UUIDv7.", example = "019a1f7e-6c2b-7d3a-9c44-0b7a2f6f5a10")
        JobId jobId,

        String workflowId,
        @Nullable String runId,
        ModelId modelId,

        @Schema(description = "The version that predicts; fixed when the batch was accepted.", example = "3")
        int version,

        @Schema(description = "Null when the rows came with the request.") @Nullable
        DatasetId datasetId,

        JobStatus status,

        @Schema(description = "0 to 1.", minimum = "0", maximum = "1")
        double progress,

        @Schema(example = "100000") long totalItems,

        @Schema(description = "Rows predicted so far.", example = "42000")
        long completedItems,

        @Schema(description = "Rows so far that could not be predicted.", example = "3")
        long failedItems,

        @Schema(description = "How results are written when their reader asks for no format.")
        BatchPredictionSpec.OutputFormat outputFormat,

        @Schema(description = "Whether each result carries the three columns that contribute most to it.")
        boolean explain,

        int chunkSize,
        @Nullable Long maxFailedItems,
        Priority priority,

        @Schema(description = "The first 20 results; empty in lists.")
        List<JsonNode> results,

        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,

        @Schema(
                description =
                        "When the job will be done by its rows per second so far; null before 10 %, and while nothing works on it.")
        @Nullable
        Instant estimatedCompletion,

        @Schema(description = "Why the job failed.") @Nullable
        JobFailure error,

        Links links) {

    static BatchJobView of(Job job, List<JsonNode> first, Links links, Instant now) {
        BatchPredictionSpec spec = Json.read(job.request(), BatchPredictionSpec.class);
        JsonNode result = job.result();
        return new BatchJobView(
                job.ref().job(),
                job.workflowId(),
                job.runId(),
                spec.modelId(),
                result.path("model_version").asInt(),
                spec.data().datasetId(),
                job.status(),
                job.progress(),
                result.path("total_items").asLong(),
                result.path("completed_items").asLong(0),
                result.path("failed_items").asLong(0),
                spec.outputFormat(),
                spec.explain(),
                spec.chunkSize(),
                spec.maxFailedItems(),
                spec.priority(),
                first,
                job.createdAt(),
                job.startedAt(),
                job.completedAt(),
                job.estimatedCompletion(now),
                job.error(),
                links);
    }
}
