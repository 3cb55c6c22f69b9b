package dev.millrace.training;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Links;
import dev.millrace.jobs.Priority;
import dev.millrace.models.CrossValidation;
import dev.millrace.models.ModelId;
import dev.millrace.tenancy.Json;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A training as users see it: what was asked for, how far it is, and what came of it. */
@Schema(name = "TrainingJob")
record TrainingJobView(
        @Schema(description = "A UUIDv7.", example = "019a1f7e-6c2b-7d3a-9c44-0b7a2f6f5a10")
        JobId jobId,

        @Schema(description = "The workflow in Temporal.") String workflowId,

        @Schema(description = "The workflow's run; null until Temporal has started it.") @Nullable
        String runId,

        @Schema(example = "churn") String modelName,
        @Schema(example = "random_forest") String algorithm,
        Task task,
        JobStatus status,

        @Schema(description = "0 to 1.", minimum = "0", maximum = "1", example = "0.45")
        double progress,

        @Schema(
                description =
                        "On the test rows (the mean over the folds), by name, with confusion_matrix {labels, matrix} of a classification; empty until the model was judged.",
                example = "{\"accuracy\": 0.94}")
        Map<String, Object> metrics,

        @Schema(description = "The single folds, where there are several; metrics are the means over them.") @Nullable
        List<CrossValidation.Fold> folds,

        @Schema(
                description = "By how much the metrics differ between folds: the sample standard deviation.",
                example = "{\"accuracy\": 0.02}")
        @Nullable
        Map<String, Double> sd,

        @Schema(description = "As given in the request.", example = "{\"trees\": 200}")
        Map<String, Object> hyperparameters,

        TrainingData trainingData,
        ValidationConfig validationConfig,
        @Nullable AutoDeploy autoDeploy,
        Priority priority,
        Map<String, String> tags,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,

        @Schema(
                description =
                        "When the job will be done by what its steps have cost so far; null before 10 %, and while nothing works on it.")
        @Nullable
        Instant estimatedCompletion,

        @Schema(description = "The model that the job registered a version of.") @Nullable
        ModelId modelId,

        @Nullable Integer modelVersion,

        @Schema(description = "Whether auto_deploy put the version into service; null until that is decided.") @Nullable
        Boolean deployed,

        @Schema(description = "Why the job failed.") @Nullable
        JobFailure error,

        Links links) {

    static TrainingJobView of(Job job, Links links, Instant now) {
        TrainingSpec spec = Json.read(job.request(), TrainingSpec.class);
        TrainingOutcome outcome = Json.read(job.result(), TrainingOutcome.class);
        return new TrainingJobView(
                job.ref().job(),
                job.workflowId(),
                job.runId(),
                spec.modelName(),
                spec.algorithm(),
                spec.task(),
                job.status(),
                job.progress(),
                outcome.shownMetrics(),
                outcome.folds(),
                outcome.sd(),
                spec.hyperparameters(),
                spec.trainingData(),
                spec.validationConfig(),
                spec.autoDeploy(),
                spec.priority(),
                spec.tags(),
                job.createdAt(),
                job.startedAt(),
                job.completedAt(),
                job.estimatedCompletion(now),
                outcome.modelId(),
                outcome.modelVersion(),
                outcome.deployed(),
                job.error(),
                links);
    }
}
