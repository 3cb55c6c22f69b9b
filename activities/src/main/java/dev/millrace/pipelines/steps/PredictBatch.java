package dev.millrace.pipelines.steps;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelId;
import dev.millrace.prediction.BatchChecks;
import dev.millrace.prediction.BatchData;
import dev.millrace.prediction.BatchPredictionSpec;
import dev.millrace.tenancy.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A batch prediction, as POST /api/v1/predictions/batch takes it. */
@Component
final class PredictBatch implements JobStep {
    private final BatchChecks checks;

    PredictBatch(BatchChecks checks) {
        this.checks = checks;
    }

    @Override
    public String name() {
        return "predict_batch";
    }

    @Override
    public String description() {
        return "Predicts every row of a dataset, each once; takes what POST /api/v1/predictions/batch takes.";
    }

    @Override
    public JsonNode withSchema() {
        return StepJson.schema("predict_batch.with.json");
    }

    @Override
    public JsonNode outputSchema() {
        return StepJson.schema("predict_batch.output.json");
    }

    @Override
    public JobKind kind() {
        return JobKind.BATCH_PREDICTION;
    }

    @Override
    public Child child(StepContext step, JsonNode with) {
        BatchPredictionSpec spec = StepJson.read(with, With.class).spec(step.priority());
        return new Child(spec.modelId().toString(), spec, (jdbc, job) -> checks.accept(jdbc, job, spec));
    }

    @Override
    public JsonNode output(Job completed) {
        Result result = Json.read(completed.result(), Result.class);
        return Json.tree(new Output(
                completed.ref().job(),
                Json.read(completed.request(), BatchPredictionSpec.class).modelId(),
                result.modelVersion(),
                result.totalItems(),
                result.completedItems(),
                result.failedItems()));
    }

    record With(
            @Nullable ModelId modelId,
            @Nullable Integer version,
            @Nullable BatchData data,
            @Nullable Integer chunkSize,
            @Nullable Long maxFailedItems,
            BatchPredictionSpec.@Nullable OutputFormat outputFormat,
            @Nullable Boolean explain,
            @Nullable Priority priority) {
        @SuppressWarnings("NullAway") // the spec fills in what is absent, and refuses what has to be there
        BatchPredictionSpec spec(Priority usual) {
            return new BatchPredictionSpec(
                    modelId,
                    version,
                    data,
                    chunkSize,
                    maxFailedItems,
                    outputFormat,
                    explain,
                    priority == null ? usual : priority);
        }
    }

    record Result(int modelVersion, long totalItems, long completedItems, long failedItems) {}

    record Output(
            JobId jobId, ModelId modelId, int modelVersion, long totalItems, long completedItems, long failedItems) {}
}
