package dev.millrace.tuning;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelName;
import dev.millrace.training.AutoDeployRequest;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingDataRequest;
import dev.millrace.training.ValidationRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A study to be accepted. */
record StudyRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "The model to register a version of; made when there is none of this name.",
                pattern = ModelName.FORM,
                example = "churn")
        String modelName,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "One or more of GET /api/v1/training/algorithms; several share the trials.",
                example = "[\"random_forest\", \"xgboost\"]")
        List<@Nullable String> algorithms,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Task task,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) TrainingDataRequest trainingData,

        @Schema(
                description =
                        "How each trial is judged; by several folds, it reports after each of them. Test rows that the data name themselves stay unseen.")
        @Nullable
        ValidationRequest validationConfig,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) ObjectiveRequest objective,

        @Schema(description = StudyFields.SPACE, example = StudyFields.EXAMPLE, implementation = Object.class) @Nullable
        Map<String, Map<String, Domain>> searchSpace,

        @Schema(description = "How the parameters of the next trial are chosen; tpe unless given.") @Nullable
        SamplerKind sampler,

        @Schema(description = "What ends trials that do not look promising; none unless given.") @Nullable
        PrunerKind pruner,

        @Schema(
                description = "How many trials begin at most; 100 unless given.",
                minimum = "1",
                maximum = "100000",
                example = "100")
        @Nullable
        Integer maxTrials,

        @Schema(
                description =
                        "How many of them at a time; 2 unless given. With 1, the same seed gives the same trials.",
                minimum = "1",
                maximum = "64",
                example = "4")
        @Nullable
        Integer maxParallel,

        @Schema(description = "More failed trials than this fail the study; 20 unless given.", minimum = "0") @Nullable
        Integer maxFailedTrials,

        @Schema(
                description = "How long trials are worked on, pauses left out; then the best so far wins.",
                type = "string",
                format = "duration",
                example = "PT30M")
        @Nullable
        Duration timeout,

        @Schema(description = "What chance is drawn from; 42 unless given.", example = "7") @Nullable
        Long seed,

        @Schema(description = "The search ends once a trial is as good as this.", example = "null") @Nullable
        Double targetValue,

        @Schema(
                description = "The search ends after this many trials without a better one.",
                minimum = "1",
                example = "null")
        @Nullable
        Integer patience,

        @Schema(
                description = "Another study of the same task and objective, whose best trials are learnt from.",
                example = "null")
        @Nullable
        JobId warmStartFrom,

        @Schema(description = "Whether the best trial's model is trained and registered; true unless given.") @Nullable
        Boolean trainBest,

        @Schema(description = "Deploy that model at once if it is good enough.") @Nullable
        AutoDeployRequest autoDeploy,

        @Schema(description = "normal unless given.") @Nullable
        Priority priority,

        @Schema(
                description = "At most 50 names of up to 100 characters, each with a text of up to 500.",
                example = "{\"team\": \"growth\"}")
        @Nullable
        Map<String, @Nullable String> tags) {
    @SuppressWarnings("NullAway") // what is absent is filled in or refused by the draft and the spec
    TuningSpec spec() {
        return new StudyDraft(
                        modelName,
                        algorithms,
                        task,
                        trainingData == null ? null : trainingData.data(),
                        validationConfig == null || task == null ? null : validationConfig.config(task),
                        objective == null ? null : objective.goal(),
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
                        autoDeploy == null ? null : autoDeploy.rule(),
                        priority,
                        tags)
                .spec();
    }

    /** What trials are compared by. */
    @Schema(name = "ObjectiveRequest")
    record ObjectiveRequest(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "A metric of the task, measured on the validation rows.",
                    example = "roc_auc")
            String metric,

            @Schema(description = "The metric's own unless given.") @Nullable
            Direction direction) {
        StudyDraft.Goal goal() {
            return new StudyDraft.Goal(metric, direction);
        }
    }
}
