package dev.millrace.tuning;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import dev.millrace.tenancy.Json;
import dev.millrace.training.Task;
import dev.millrace.training.TaskMetrics;
import dev.millrace.training.TrainingChecks;
import dev.millrace.training.algorithm.Algorithms;
import dev.millrace.training.algorithm.Hyperparameters;
import dev.millrace.tuning.search.Samplers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything that can be said against a study before its first trial. */
@Component
public final class TuningChecks {
    private final TrainingChecks trainings;

    TuningChecks(TrainingChecks trainings) {
        this.trainings = trainings;
    }

    /** @throws Problem 422 for what can be said against it before its data are looked at */
    public void check(TuningSpec spec) {
        Algorithms.builtIn().requireAll(spec.algorithms(), spec.task());
        check(spec.searchSpace(), spec);
        if (!TaskMetrics.of(spec.task()).contains(spec.objective().metric())) {
            throw Problem.invalid(
                    "/objective/metric",
                    "the metrics of " + spec.task().wire() + " are " + String.join(", ", TaskMetrics.of(spec.task()))
                            + ", not " + spec.objective().metric());
        }
        spec.algorithms().forEach(algorithm -> trainings.check(spec.training(algorithm, Map.of())));
    }

    /** @throws Problem 422 when the study cannot look there */
    public void check(SearchSpace space, TuningSpec spec) {
        List<Violation> violations = new ArrayList<>();
        space.algorithms().forEach((algorithm, parameters) -> {
            String pointer = "/search_space/" + SearchSpace.escaped(algorithm);
            if (spec.algorithms().contains(algorithm)) {
                parameters.forEach((name, domain) -> check(
                        algorithm, spec.task(), name, domain, pointer + "/" + SearchSpace.escaped(name), violations));
            } else {
                violations.add(new Violation(
                        pointer,
                        algorithm + " is not among the study's algorithms: " + String.join(", ", spec.algorithms())));
            }
        });
        spec.algorithms().stream()
                .filter(algorithm -> !space.algorithms().containsKey(algorithm))
                .forEach(algorithm ->
                        violations.add(new Violation("/search_space", "there is no space for " + algorithm)));
        if (!violations.isEmpty()) {
            throw new Problem(ProblemType.INVALID, violations.getFirst().detail(), violations);
        }
        Samplers.of(spec.sampler()).most(new StudySpace(space).dimensions());
    }

    /**
     * The rest, in the transaction that writes the job's row. Also notes that the job uses its data sets.
     *
     * @throws Problem 422, or 404 for what the tenant does not have
     */
    void check(JdbcClient jdbc, JobRef job, TuningSpec spec) {
        trainings.check(jdbc, job, spec.training(spec.algorithms().getFirst(), Map.of()));
    }

    /** @throws Problem 422 when the other study's values say nothing about this one */
    static void checkWarmStart(Job other, TuningSpec spec) {
        TuningSpec theirs =
                other.kind() == JobKind.HYPERPARAMETER_TUNING ? Json.read(other.request(), TuningSpec.class) : null;
        if (theirs == null || !theirs.objective().equals(spec.objective()) || theirs.task() != spec.task()) {
            throw Problem.invalid(
                    "/warm_start_from", "a study is warmed up by another study of the same task, metric and direction");
        }
    }

    private static void check(
            String algorithm, Task task, String name, Domain domain, String pointer, List<Violation> violations) {
        Hyperparameters known = Algorithms.builtIn().require(algorithm, task).hyperparameters();
        List<Object> ends = switch (domain) {
            case Domain.Whole whole -> List.of(whole.low(), whole.high());
            case Domain.Real real -> List.of(real.low(), real.high());
            case Domain.Choice choice -> choice.choices();
        };
        for (Object end : ends) {
            try {
                known.resolve(Map.of(name, end));
            } catch (Problem problem) {
                violations.add(new Violation(pointer, problem.detail()));
                return;
            }
        }
    }
}
