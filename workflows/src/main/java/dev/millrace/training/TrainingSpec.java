package dev.millrace.training;

import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelName;
import dev.millrace.models.Tags;
import dev.millrace.problems.Problem;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A training job as the user asked for it, defaults filled in. Hyperparameters are checked against the algorithm's schema. */
public record TrainingSpec(
        String modelName,
        String algorithm,
        Task task,
        TrainingData trainingData,
        Map<String, Object> hyperparameters,
        ValidationConfig validationConfig,
        @Nullable AutoDeploy autoDeploy,
        Priority priority,
        Map<String, String> tags) {
    public TrainingSpec {
        ModelName.require("/model_name", modelName);
        if (algorithm == null) {
            throw Problem.invalid("/algorithm", "algorithm is required; GET /api/v1/training/algorithms lists them");
        }
        if (task == null) {
            throw Problem.invalid(
                    "/task",
                    "task is required: one of "
                            + Arrays.stream(Task.values()).map(Task::wire).collect(Collectors.joining(", ")));
        }
        if (trainingData == null) {
            throw Problem.invalid("/training_data", "training_data is required: {dataset_id, target}");
        }
        hyperparameters =
                hyperparameters == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(hyperparameters));
        validationConfig = validationConfig == null ? ValidationConfig.usual(task) : validationConfig;
        TaskData.check(task, trainingData, validationConfig);
        validationConfig.check(trainingData);
        validationConfig = task == Task.CLUSTERING ? validationConfig.withoutRefit() : validationConfig;
        priority = priority == null ? Priority.NORMAL : priority;
        tags = Tags.require(tags);
    }
}
