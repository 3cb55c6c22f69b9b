package dev.millrace.automl;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Links;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelId;
import dev.millrace.tenancy.Json;
import dev.millrace.training.AutoDeploy;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.training.ValidationConfig;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An AutoML job as users see it: what was asked for, how far it is, what was tried and what came of it. */
@Schema(name = "AutomlJob")
record AutomlJobView(
        @Schema(description = "A UUIDv7.", example = "019a1f7e-6c2b-7d3a-9c44-0b7a2f6f5a10")
        JobId jobId,

        @Schema(description = "The workflow in Temporal.") String workflowId,

        @Schema(description = "The workflow's run; null until Temporal has started it.") @Nullable
        String runId,

        @Schema(example = "churn") String modelName,
        Task task,
        JobStatus status,

        @Schema(description = "0 to 1, of the time budget.", minimum = "0", maximum = "1", example = "0.45")
        double progress,

        AutomlJobRequest.AutomlObjective objective,

        @Schema(type = "string", format = "duration", example = "PT2M")
        Duration timeBudget,

        @Schema(description = "Whether an ensemble was allowed.")
        boolean ensemble,

        List<String> algorithms,
        TrainingData trainingData,
        ValidationConfig validationConfig,
        @Nullable AutoDeploy autoDeploy,
        Priority priority,
        Map<String, String> tags,

        @Schema(description = "The study that searched: see hyperparameter-tuning/{id}; null until it is set up.")
        @Nullable
        JobId studyId,

        @Schema(
                description =
                        "The 100 best trials, the best first; weight is their share in the registered model, null for those that are not in it. Only of a single job.")
        @Nullable
        List<Leaderboards.Entry> leaderboard,

        @Schema(description = "What was tried. Only of a single job.") @Nullable
        AutomlAccount account,

        @Schema(description = "What was chosen, on the validation rows; empty before that.")
        Map<String, Double> validationMetrics,

        @Schema(
                description =
                        "Of the registered version: on the test rows that the data name, else those of the validation.")
        Map<String, Double> metrics,

        @Nullable ModelId modelId,
        @Nullable Integer modelVersion,
        @Nullable Boolean deployed,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant estimatedCompletion,

        @Schema(description = "Why the job failed.") @Nullable
        JobFailure error,

        Links links) {

    static AutomlJobView of(
            Job job,
            Links links,
            Instant now,
            @Nullable List<Leaderboards.Entry> leaderboard,
            @Nullable AutomlAccount account) {
        AutomlSpec spec = Json.read(job.request(), AutomlSpec.class);
        AutomlOutcome outcome = Json.read(job.result(), AutomlOutcome.class);
        return new AutomlJobView(
                job.ref().job(),
                job.workflowId(),
                job.runId(),
                spec.modelName(),
                spec.task(),
                job.status(),
                job.progress(),
                new AutomlJobRequest.AutomlObjective(
                        spec.objective().metric(), spec.objective().direction()),
                spec.timeBudget(),
                spec.ensemble(),
                spec.algorithms(),
                spec.trainingData(),
                spec.validationConfig(),
                spec.autoDeploy(),
                spec.priority(),
                spec.tags(),
                outcome.studyId(),
                leaderboard,
                account,
                outcome.validationMetrics(),
                outcome.metrics(),
                outcome.modelId(),
                outcome.modelVersion(),
                outcome.deployed(),
                job.createdAt(),
                job.startedAt(),
                job.completedAt(),
                job.estimatedCompletion(now),
                job.error(),
                links);
    }
}
