package dev.millrace.automl;

import dev.millrace.jobs.Priority;
import dev.millrace.models.Tags;
import dev.millrace.problems.Problem;
import dev.millrace.training.AutoDeploy;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.training.TrainingSpec;
import dev.millrace.training.ValidationConfig;
import dev.millrace.training.ValidationConfig.Strategy;
import dev.millrace.tuning.Objective;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An AutoML job, with everything filled in: {@code algorithms} are those to be tried, the cheapest first, and
 * {@code leftOut} those of the task that are not. Test rows that the data name judge the model in the end, and have no part
 * in the search, which {@code validationConfig} is about.
 */
public record AutomlSpec(
        String modelName,
        List<String> algorithms,
        List<LeftOut> leftOut,
        Task task,
        TrainingData trainingData,
        ValidationConfig validationConfig,
        Objective objective,
        Duration timeBudget,
        Boolean ensemble,
        Integer maxParallel,
        Long seed,
        @Nullable AutoDeploy autoDeploy,
        Priority priority,
        Map<String, String> tags) {
    public static final Duration SHORTEST = Duration.ofSeconds(5);
    public static final Duration LONGEST = Duration.ofDays(7);

    private static final int USUAL_PARALLEL = 2;
    private static final int MOST_PARALLEL = 64;
    private static final long USUAL_SEED = 42;

    public AutomlSpec {
        algorithms = List.copyOf(new LinkedHashSet<>(algorithms));
        leftOut = List.copyOf(leftOut);
        checkTask(task);
        if (timeBudget == null || timeBudget.compareTo(SHORTEST) < 0 || timeBudget.compareTo(LONGEST) > 0) {
            throw Problem.invalid("/time_budget", "time_budget is required: 5 seconds (PT5S) to 7 days (P7D)");
        }
        ensemble = ensemble == null ? Boolean.TRUE : ensemble;
        maxParallel = maxParallel == null ? Integer.valueOf(USUAL_PARALLEL) : maxParallel;
        seed = seed == null ? Long.valueOf(USUAL_SEED) : seed;
        if (maxParallel < 1 || maxParallel > MOST_PARALLEL) {
            throw Problem.invalid("/max_parallel", "max_parallel is 1 to " + MOST_PARALLEL);
        }
        if (algorithms.isEmpty()) {
            throw Problem.invalid(
                    "/algorithms", "algorithms is absent (those that suit the data) or names one or more");
        }
        if (!validationConfig.refit()) {
            throw Problem.invalid(
                    "/validation_config/refit", "refit is true or absent: what is registered is fitted on all rows");
        }
        if (trainingData.testDatasetId() != null
                && (trainingData.groupColumn() != null || trainingData.timeColumn() != null)) {
            throw Problem.invalid(
                    "/training_data/test_dataset_id",
                    "test_dataset_id goes with the strategies holdout and cross_validation of the search alone");
        }
        priority = priority == null ? Priority.NORMAL : priority;
        tags = Tags.require(tags);
    }

    /** @throws Problem for tasks whose models cannot be compared by a value on rows that they have not seen */
    public static void checkTask(@Nullable Task task) {
        if (task != Task.CLASSIFICATION && task != Task.REGRESSION) {
            throw Problem.invalid("/task", "task is classification or regression for automl");
        }
    }

    /** Whether the data name test rows of their own. */
    public static boolean namesTestRows(TrainingData data) {
        return data.testDatasetId() != null || data.splitColumn() != null;
    }

    /** The rows that are searched by. */
    public TrainingData searchData() {
        return new TrainingData(
                trainingData.datasetId(),
                trainingData.target(),
                trainingData.features(),
                trainingData.splitColumn(),
                null,
                trainingData.groupColumn(),
                trainingData.timeColumn(),
                trainingData.horizon(),
                trainingData.text());
    }

    /** The training of a candidate as trials do it. */
    public TrainingSpec trial(String algorithm, Map<String, Object> parameters) {
        return training(algorithm, parameters, searchData(), validationConfig);
    }

    /** The training of what was chosen, judged by the test rows that the data name. */
    @SuppressWarnings("NullAway") // the configuration fills in what is absent
    public TrainingSpec last(String algorithm, Map<String, Object> parameters) {
        ValidationConfig config = trainingData.testDatasetId() == null
                ? validationConfig
                : new ValidationConfig(
                        Strategy.HOLDOUT, null, null, validationConfig.seed(), validationConfig.positiveClass(), null);
        return training(algorithm, parameters, trainingData, config);
    }

    private TrainingSpec training(
            String algorithm, Map<String, Object> parameters, TrainingData data, ValidationConfig config) {
        return new TrainingSpec(modelName, algorithm, task, data, parameters, config, autoDeploy, priority, tags);
    }
}
