package dev.millrace.tuning;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.Priority;
import dev.millrace.problems.Problem;
import dev.millrace.training.AutoDeploy;
import dev.millrace.training.Task;
import dev.millrace.training.TaskMetrics;
import dev.millrace.training.TrainingData;
import dev.millrace.training.ValidationConfig;
import dev.millrace.training.algorithm.Algorithms;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A study as its sender wrote it, null where nothing was said. */
public record StudyDraft(
        @Nullable String modelName,
        @Nullable List<@Nullable String> algorithms,
        @Nullable Task task,
        @Nullable TrainingData trainingData,
        @Nullable ValidationConfig validationConfig,
        @Nullable Goal objective,
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
    /** Neither more nor less of them is plainly better. */
    private static final Set<String> EITHER_WAY = Set.of("anomaly_rate", "coverage");

    /**
     * With the algorithms' default ranges where no others are given, and the metric's own direction.
     *
     * @throws Problem 422, with a violation for each field that cannot be
     */
    @SuppressWarnings("NullAway") // the spec fills in what is absent, and refuses what has to be there
    public TuningSpec spec() {
        Task known = requireTask();
        List<String> named = named(known);
        return new TuningSpec(
                modelName,
                named,
                known,
                trainingData,
                validationConfig,
                objective == null ? null : objective(known, objective),
                DefaultSpaces.complete(named, known, searchSpace),
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
                priority,
                tags);
    }

    private Task requireTask() {
        if (task == null) {
            String all = Arrays.stream(Task.values()).map(Task::wire).collect(Collectors.joining(", "));
            throw Problem.invalid("/task", "task is required: one of " + all);
        }
        return task;
    }

    private List<String> named(Task known) {
        if (algorithms == null) {
            return List.of();
        }
        Algorithms.builtIn().requireAll(algorithms, known);
        return algorithms.stream().filter(Objects::nonNull).distinct().toList();
    }

    @SuppressWarnings("NullAway") // the objective refuses a metric that is absent
    private static Objective objective(Task task, Goal goal) {
        String metric = goal.metric();
        Direction own = metric != null && TaskMetrics.lessIsBetter(metric) ? Direction.MINIMIZE : Direction.MAXIMIZE;
        Direction given = goal.direction();
        boolean beyondDoubt = metric != null && TaskMetrics.of(task).contains(metric) && !EITHER_WAY.contains(metric);
        if (given != null && given != own && beyondDoubt) {
            throw Problem.invalid(
                    "/objective/direction",
                    (own == Direction.MINIMIZE ? "less " : "more ") + metric + " is better: direction is "
                            + own.name().toLowerCase(Locale.ROOT) + ", or absent");
        }
        return new Objective(metric, given == null ? own : given);
    }

    /** The metric that trials are compared by; without a direction, its own. */
    public record Goal(@Nullable String metric, @Nullable Direction direction) {}
}
