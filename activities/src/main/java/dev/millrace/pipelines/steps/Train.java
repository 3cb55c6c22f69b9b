package dev.millrace.pipelines.steps;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelId;
import dev.millrace.tenancy.Json;
import dev.millrace.training.AutoDeploy;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingChecks;
import dev.millrace.training.TrainingData;
import dev.millrace.training.TrainingSpec;
import dev.millrace.training.ValidationConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A training, as POST /api/v1/training/jobs takes it. */
@Component
final class Train implements JobStep {
    private final TrainingChecks checks;

    Train(TrainingChecks checks) {
        this.checks = checks;
    }

    @Override
    public String name() {
        return "train";
    }

    @Override
    public String description() {
        return "Trains a model and registers it as the next version under its name; takes what POST /api/v1/training/jobs"
                + " takes.";
    }

    @Override
    public JsonNode withSchema() {
        return StepJson.schema("train.with.json");
    }

    @Override
    public JsonNode outputSchema() {
        return StepJson.schema("train.output.json");
    }

    @Override
    public JobKind kind() {
        return JobKind.TRAINING;
    }

    @Override
    public Child child(StepContext step, JsonNode with) {
        TrainingSpec spec = StepJson.read(with, With.class).spec(step.priority());
        checks.check(spec);
        return new Child(spec.modelName(), spec, (jdbc, job) -> checks.check(jdbc, job, spec));
    }

    @Override
    public JsonNode output(Job completed) {
        Result result = Json.read(completed.result(), Result.class);
        return Json.tree(new Output(
                completed.ref().job(),
                result.modelId(),
                result.modelVersion(),
                completed.name(),
                result.metrics(),
                result.deployed()));
    }

    record With(
            @Nullable String modelName,
            @Nullable String algorithm,
            @Nullable Task task,
            @Nullable TrainingData trainingData,
            @Nullable Map<String, Object> hyperparameters,
            @Nullable Validation validationConfig,
            @Nullable AutoDeploy autoDeploy,
            @Nullable Priority priority,
            @Nullable Map<String, String> tags) {
        @SuppressWarnings("NullAway") // the spec fills in what is absent, and refuses what has to be there
        TrainingSpec spec(Priority usual) {
            return new TrainingSpec(
                    modelName,
                    algorithm,
                    task,
                    trainingData,
                    hyperparameters,
                    validationConfig == null || task == null ? null : validationConfig.config(task),
                    autoDeploy,
                    priority == null ? usual : priority,
                    tags);
        }
    }

    record Validation(
            ValidationConfig.@Nullable Strategy strategy,
            @Nullable Double testSize,
            @Nullable Integer folds,
            @Nullable Long seed,
            @Nullable String positiveClass,
            @Nullable Boolean refit) {
        ValidationConfig config(Task task) {
            return ValidationConfig.of(task, strategy, testSize, folds, seed, positiveClass, refit);
        }
    }

    record Result(ModelId modelId, int modelVersion, Map<String, Double> metrics, boolean deployed) {}

    record Output(
            JobId jobId,
            ModelId modelId,
            int modelVersion,
            String modelName,
            Map<String, Double> metrics,
            boolean deployed) {}
}
