package dev.millrace.automl;

import dev.millrace.jobs.Priority;
import dev.millrace.training.AutoDeploy;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.training.ValidationConfig;
import dev.millrace.tuning.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody asks for; null is what Millrace is to choose. */
public record AutomlOrder(
        String modelName,
        TrainingData trainingData,
        Task task,
        @Nullable String metric,
        @Nullable Direction direction,
        @Nullable Duration timeBudget,
        @Nullable Boolean ensemble,
        @Nullable List<String> algorithms,
        @Nullable ValidationConfig validationConfig,
        @Nullable Integer maxParallel,
        @Nullable Long seed,
        @Nullable AutoDeploy autoDeploy,
        @Nullable Priority priority,
        @Nullable Map<String, String> tags) {}
