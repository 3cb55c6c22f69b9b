package dev.millrace.tuning;

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

/** A study as users see it: what was asked for, what it may do now, how far it is, and what came of it. */
@Schema(name = "Study")
record StudyView(
        @Schema(description = "A UUIDv7.", example = "019a1f7e-6c2b-7d3a-9c44-0b7a2f6f5a10")
        JobId jobId,

        @Schema(description = "The workflow in Temporal.") String workflowId,

        @Schema(description = "The workflow's run; null until Temporal has started it.") @Nullable
        String runId,

        @Schema(example = "churn") String modelName,
        List<String> algorithms,
        Task task,
        JobStatus status,

        @Schema(description = "0 to 1.", minimum = "0", maximum = "1", example = "0.45")
        double progress,

        Objective objective,

        @Schema(description = "As it is now. " + StudyFields.SPACE, implementation = Object.class)
        Map<String, Map<String, Domain>> searchSpace,

        @Schema(description = "How the parameters of the next trial are chosen.")
        SamplerKind sampler,

        @Schema(description = "What ends trials that do not look promising.")
        PrunerKind pruner,

        @Schema(description = "As it is now.", example = "100")
        int maxTrials,

        @Schema(description = "As it is now.", example = "4")
        int maxParallel,

        int maxFailedTrials,

        @Schema(description = "As it is now; null: none.", type = "string", format = "duration", example = "PT30M")
        @Nullable
        Duration timeout,

        long seed,
        @Nullable Double targetValue,
        @Nullable Integer patience,

        @Schema(description = "The study whose best trials were learnt from.") @Nullable
        JobId warmStartFrom,

        @Schema(description = "Trials that have a number: the sum of the counts below.", example = "42")
        int trialsTotal,

        @Schema(example = "30") int trialsCompleted,
        @Schema(example = "9") int trialsPruned,
        @Schema(example = "1") int trialsFailed,
        @Schema(example = "2") int trialsRunning,

        @Schema(description = "Asked for by somebody, or to be done again after an interruption.", example = "0")
        int trialsWaiting,

        @Schema(description = "Had no result when the study ended.", example = "0")
        int trialsCancelled,

        @Nullable BestTrial bestTrial,

        @Schema(
                description =
                        "How much each parameter decides whether a trial is among the best; they add up to 1. Empty where too few trials were completed to tell, and in lists until the search has ended.",
                example = "{\"trees\": 0.7, \"max_depth\": 0.3}")
        Map<String, Double> importances,

        @Schema(
                description =
                        "Why the search has ended: max_trials, timeout, target_reached, no_improvement (patience), too_many_failed, or space_exhausted; null until then.",
                example = "max_trials")
        @Nullable
        String endedBy,

        @Schema(description = "Whether the best trial's model is trained and registered.")
        boolean trainBest,

        @Schema(description = "The training of the best trial's model, once it has begun.") @Nullable
        JobId trainingJob,

        @Schema(description = "Of that model, on its test rows; empty until it is trained.")
        Map<String, Double> metrics,

        @Nullable ModelId modelId,
        @Nullable Integer modelVersion,

        @Schema(description = "Whether auto_deploy put the version into service; null until that is decided.") @Nullable
        Boolean deployed,

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
                        "When the search will have ended by what its trials have cost so far; null before 10 %, and while nothing works on it.")
        @Nullable
        Instant estimatedCompletion,

        @Schema(description = "Why the job failed.") @Nullable
        JobFailure error,

        Links links) {
    /** @param learnt how much parameters matter by the trials so far; what the study came to has precedence */
    static StudyView of(
            Job job, StudyStandings.Standing standing, Map<String, Double> learnt, Links links, Instant now) {
        TuningSpec spec = Json.read(job.request(), TuningSpec.class);
        StudyOutcome outcome = Json.read(job.result(), StudyOutcome.class);
        Study study = standing.study();
        boolean ended = job.status().isFinal();
        int open = study.begun() - study.ended();
        return new StudyView(
                job.ref().job(),
                job.workflowId(),
                job.runId(),
                spec.modelName(),
                spec.algorithms(),
                spec.task(),
                job.status(),
                job.progress(),
                spec.objective(),
                study.space().algorithms(),
                spec.sampler(),
                spec.pruner(),
                study.limits().maxTrials(),
                study.limits().maxParallel(),
                study.limits().maxFailedTrials(),
                study.limits().timeout(),
                spec.seed(),
                spec.targetValue(),
                spec.patience(),
                spec.warmStartFrom(),
                study.begun(),
                study.completed(),
                study.pruned(),
                study.failed(),
                ended ? 0 : study.running(),
                ended ? 0 : study.waiting(),
                ended ? open : open - study.running() - study.waiting(),
                standing.best(),
                outcome.importances().isEmpty() ? learnt : outcome.importances(),
                outcome.endedBy(),
                spec.trainBest(),
                outcome.trainingJob(),
                outcome.metrics(),
                outcome.modelId(),
                outcome.modelVersion(),
                outcome.deployed(),
                spec.trainingData(),
                spec.validationConfig(),
                spec.autoDeploy(),
                spec.priority(),
                spec.tags(),
                job.createdAt(),
                job.startedAt(),
                job.completedAt(),
                job.estimatedCompletion(now),
                job.error(),
                links);
    }

    /** What a study's row says of its result so far. */
    record StudyOutcome(
            @Nullable String endedBy,
            Map<String, Double> importances,
            @Nullable JobId trainingJob,
            Map<String, Double> metrics,
            @Nullable ModelId modelId,
            @Nullable Integer modelVersion,
            @Nullable Boolean deployed) {
        StudyOutcome {
            importances = importances == null ? Map.of() : importances;
            metrics = metrics == null ? Map.of() : metrics;
        }
    }
}
