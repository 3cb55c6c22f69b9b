package dev.millrace.automl;

import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelName;
import dev.millrace.problems.Problem;
import dev.millrace.training.AutoDeployRequest;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingDataRequest;
import dev.millrace.training.ValidationRequest;
import dev.millrace.tuning.Direction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An AutoML job to be accepted. */
record AutomlJobRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "The model to register a version of; made when there is none of this name.",
                pattern = ModelName.FORM,
                example = "churn")
        String modelName,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description =
                        "Test rows that split_column or test_dataset_id name have no part in the search; they judge the model that is registered.")
        TrainingDataRequest trainingData,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"classification", "regression"})
        Task task,

        @Schema(description = "log_loss of a classification and rmse of a regression unless given.") @Nullable
        AutomlObjective objective,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "How long all of it takes, pauses left out: 5 seconds to 7 days.",
                type = "string",
                format = "duration",
                example = "PT2M")
        Duration timeBudget,

        @Schema(
                description =
                        "Whether several models may be put together where that does better on the validation rows; true unless given.")
        @Nullable
        Boolean ensemble,

        @Schema(
                description = "What is tried; those that suit the task and the number of rows unless given.",
                example = "null")
        @Nullable
        List<@Nullable String> algorithms,

        @Schema(
                description =
                        "How trials are judged: by 5 folds up to 20,000 rows, fewer where the rarest class has fewer rows, else (and with split_column) by a part set apart once, unless given.")
        @Nullable
        ValidationRequest validationConfig,

        @Schema(description = "Trials at a time; 2 unless given.", minimum = "1", maximum = "64", example = "2")
        @Nullable
        Integer maxParallel,

        @Schema(description = "What chance is drawn from; 42 unless given.", example = "7") @Nullable
        Long seed,

        @Schema(description = "Deploy the model at once if it is good enough.") @Nullable
        AutoDeployRequest autoDeploy,

        @Schema(description = "normal unless given.") @Nullable
        Priority priority,

        @Schema(
                description = "At most 50 names of up to 100 characters, each with a text of up to 500.",
                example = "{\"team\": \"growth\"}")
        @Nullable
        Map<String, @Nullable String> tags) {
    AutomlJobRequest {
        if (algorithms != null && algorithms.stream().anyMatch(Objects::isNull)) {
            throw Problem.invalid("/algorithms", "algorithms holds names of algorithms, not null");
        }
    }

    @SuppressWarnings("NullAway") // what has to be there is refused when it is not
    AutomlOrder order() {
        return new AutomlOrder(
                modelName,
                trainingData == null ? null : trainingData.data(),
                task,
                objective == null ? null : objective.metric(),
                objective == null ? null : objective.direction(),
                timeBudget,
                ensemble,
                algorithms,
                validationConfig == null || task == null ? null : validationConfig.config(task),
                maxParallel,
                seed,
                autoDeploy == null ? null : autoDeploy.rule(),
                priority,
                tags);
    }

    /** What models are compared by. */
    record AutomlObjective(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "A metric of the task, on the validation rows.",
                    example = "roc_auc")
            String metric,

            @Schema(description = "Which way is better; the metric knows.") @Nullable
            Direction direction) {
        AutomlObjective {
            if (metric == null) {
                throw Problem.invalid("/objective/metric", "objective.metric is required: a metric of the task");
            }
        }
    }
}
