package dev.millrace.tuning;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.Priority;
import dev.millrace.models.ModelName;
import dev.millrace.models.Tags;
import dev.millrace.problems.Problem;
import dev.millrace.training.AutoDeploy;
import dev.millrace.training.Task;
import dev.millrace.training.TrainingData;
import dev.millrace.training.TrainingSpec;
import dev.millrace.training.ValidationConfig;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A study as the user asked for it, defaults filled in. {@code searchSpace} has an entry for each of {@code algorithms}.
 * What may change while it runs (search space, numbers of trials, timeout) is here as it was at first.
 */
public record TuningSpec(
        String modelName,
        List<String> algorithms,
        Task task,
        TrainingData trainingData,
        ValidationConfig validationConfig,
        Objective objective,
        SearchSpace searchSpace,
        SamplerKind sampler,
        PrunerKind pruner,
        Integer maxTrials,
        Integer maxParallel,
        Integer maxFailedTrials,
        @Nullable Duration timeout,
        Long seed,
        @Nullable Double targetValue,
        @Nullable Integer patience,
        @Nullable JobId warmStartFrom,
        Boolean trainBest,
        @Nullable AutoDeploy autoDeploy,
        Priority priority,
        Map<String, String> tags) {
    public static final int MOST_TRIALS = 100_000;
    public static final int MOST_PARALLEL = 64;

    private static final int USUAL_TRIALS = 100;
    private static final int USUAL_PARALLEL = 2;
    private static final int USUAL_FAILURES = 20;
    private static final long USUAL_SEED = 42;

    public TuningSpec {
        ModelName.require("/model_name", modelName);
        algorithms = algorithms == null ? List.of() : List.copyOf(new LinkedHashSet<>(algorithms));
        if (algorithms.isEmpty()) {
            throw Problem.invalid(
                    "/algorithms", "algorithms names one or more; GET /api/v1/training/algorithms lists them");
        }
        if (objective == null) {
            throw Problem.invalid("/objective", "objective is required: {metric, direction}");
        }
        sampler = sampler == null ? SamplerKind.TPE : sampler;
        pruner = pruner == null ? PrunerKind.NONE : pruner;
        maxTrials = maxTrials == null ? Integer.valueOf(USUAL_TRIALS) : maxTrials;
        maxParallel = maxParallel == null ? Integer.valueOf(USUAL_PARALLEL) : maxParallel;
        maxFailedTrials = maxFailedTrials == null ? Integer.valueOf(USUAL_FAILURES) : maxFailedTrials;
        seed = seed == null ? Long.valueOf(USUAL_SEED) : seed;
        trainBest = trainBest == null ? Boolean.TRUE : trainBest;
        Budget.check(maxTrials, maxParallel, timeout);
        if (maxFailedTrials < 0) {
            throw Problem.invalid("/max_failed_trials", "max_failed_trials is 0 or more");
        }
        if (patience != null && patience < 1) {
            throw Problem.invalid("/patience", "patience is a number of trials, 1 or more");
        }
        if (targetValue != null && !Double.isFinite(targetValue)) {
            throw Problem.invalid("/target_value", "target_value is a finite number");
        }
        // Fills in what a training has, and refuses what no training takes.
        TrainingSpec sample = new TrainingSpec(
                modelName,
                algorithms.getFirst(),
                task,
                trainingData,
                Map.of(),
                validationConfig,
                autoDeploy,
                priority,
                tags);
        validationConfig = sample.validationConfig();
        priority = sample.priority();
        tags = Tags.require(tags);
    }

    /** The training of one candidate. */
    public TrainingSpec training(String algorithm, Map<String, Object> hyperparameters) {
        return new TrainingSpec(
                modelName,
                algorithm,
                task,
                trainingData,
                hyperparameters,
                validationConfig,
                autoDeploy,
                priority,
                tags);
    }
}
