package dev.millrace.pipelines.steps;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelId;
import dev.millrace.tenancy.Json;
import dev.millrace.training.AutoDeploy;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.tuning.BestTrial;
import dev.millrace.tuning.Domain;
import dev.millrace.tuning.PrunerKind;
import dev.millrace.tuning.SamplerKind;
import dev.millrace.tuning.StudyDraft;
import dev.millrace.tuning.TuningSpec;
import dev.millrace.tuning.TuningSubmissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A study, as POST /api/v1/training/hyperparameter-tuning takes it. */
@Component
final class Tune implements JobStep {
    private final TuningSubmissions submissions;

    Tune(TuningSubmissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public String name() {
        return "tune";
    }

    @Override
    public String description() {
        return "Searches for the best hyperparameters, and trains the model that won; takes what POST"
                + " /api/v1/training/hyperparameter-tuning takes.";
    }

    @Override
    public JsonNode withSchema() {
        return StepJson.schema("tune.with.json");
    }

    @Override
    public JsonNode outputSchema() {
        return StepJson.schema("tune.output.json");
    }

    @Override
    public JobKind kind() {
        return JobKind.HYPERPARAMETER_TUNING;
    }

    @Override
    public Child child(StepContext step, JsonNode with) {
        TuningSpec spec = StepJson.read(with, With.class).draft(step.priority()).spec();
        submissions.check(spec);
        return new Child(spec.modelName(), spec, (jdbc, job) -> submissions.open(jdbc, job, spec));
    }

    @Override
    public JsonNode output(Job completed) {
        Result result = Json.read(completed.result(), Result.class);
        BestTrial best = result.bestTrial();
        return Json.tree(new Output(
                completed.ref().job(),
                best.number(),
                Objects.requireNonNull(best.value()),
                best.algorithm(),
                best.parameters(),
                result.trialsCompleted(),
                result.modelId(),
                result.modelVersion(),
                completed.name(),
                result.metrics() == null ? best.metrics() : result.metrics(),
                Boolean.TRUE.equals(result.deployed())));
    }

    record With(
            @Nullable String modelName,
            @Nullable List<@Nullable String> algorithms,
            @Nullable Task task,
            @Nullable TrainingData trainingData,
            Train.@Nullable Validation validationConfig,
            StudyDraft.@Nullable Goal objective,
            @Nullable Map<String, Map<String, Domain>> searchSpace,
            @Nullable SamplerKind sampler,
            @Nullable PrunerKind pruner,
            @Nullable Integer maxTrials,
            @Nullable Integer maxParallel,
            @Nullable Integer maxFailedTrials,
            @Nullable Duration timeout,
            @Nullable Long seed,
            @Nullable Double targetValue,
            @Nullable Integer patience,
            @Nullable JobId warmStartFrom,
            @Nullable Boolean trainBest,
            @Nullable AutoDeploy autoDeploy,
            @Nullable Priority priority,
            @Nullable Map<String, String> tags) {
        StudyDraft draft(Priority usual) {
            return new StudyDraft(
                    modelName,
                    algorithms,
                    task,
                    trainingData,
                    validationConfig == null || task == null ? null : validationConfig.config(task),
                    objective,
                    searchSpace,
                    sampler,
                    pruner,
                    maxTrials,
                    maxParallel,
                    maxFailedTrials,
                    timeout,
                    seed,
                    targetValue,
                    patience,
                    warmStartFrom,
                    trainBest,
                    autoDeploy,
                    priority == null ? usual : priority,
                    tags);
        }
    }

    record Result(
            BestTrial bestTrial,
            int trialsCompleted,
            @Nullable ModelId modelId,
            @Nullable Integer modelVersion,
            @Nullable Map<String, Double> metrics,
            @Nullable Boolean deployed) {}

    record Output(
            JobId jobId,
            int bestTrial,
            double bestValue,
            String bestAlgorithm,
            Map<String, Object> bestParameters,
            int trialsCompleted,
            @Nullable ModelId modelId,
            @Nullable Integer modelVersion,
            String modelName,
            Map<String, Double> metrics,
            boolean deployed) {}
}
