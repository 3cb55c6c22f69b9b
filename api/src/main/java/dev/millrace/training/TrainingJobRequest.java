package dev.millrace.training;

import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A training to be accepted. */
record TrainingJobRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "The model to register a version of; made when there is none of this name.",
                pattern = ModelName.FORM,
                example = "churn")
        String modelName,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "One of GET /api/v1/training/algorithms.",
                example = "random_forest")
        String algorithm,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Task task,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) TrainingDataRequest trainingData,

        @Schema(
                description = "Settings of the algorithm; what is left out has its default.",
                example = "{\"trees\": 200}")
        @Nullable
        Map<String, @Nullable Object> hyperparameters,

        @Nullable ValidationRequest validationConfig,

        @Schema(description = "Deploy the new version at once if it is good enough.") @Nullable
        AutoDeployRequest autoDeploy,

        @Schema(description = "normal unless given.") @Nullable
        Priority priority,

        @Schema(
                description = "At most 50 names of up to 100 characters, each with a text of up to 500.",
                example = "{\"team\": \"growth\"}")
        @Nullable
        Map<String, @Nullable String> tags) {
    @SuppressWarnings("NullAway") // the spec fills in what is absent, and refuses what has to be there
    TrainingSpec spec() {
        return new TrainingSpec(
                modelName,
                algorithm,
                task,
                trainingData == null ? null : trainingData.data(),
                hyperparameters,
                validationConfig == null || task == null ? null : validationConfig.config(task),
                autoDeploy == null ? null : autoDeploy.rule(),
                priority,
                tags);
    }
}
