package dev.millrace.training;

import dev.millrace.problems.Problem;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a new version is good enough to be deployed at once. */
record AutoDeployRule(AutoDeploy wanted) {
    private static final Set<String> LESS_IS_BETTER = Set.of("rmse", "mae", "mape", "log_loss");
    private static final Map<Task, Set<String>> METRICS = Map.of(
            Task.CLASSIFICATION, Set.of("accuracy", "precision", "recall", "f1", "roc_auc", "log_loss"),
            Task.REGRESSION, Set.of("rmse", "mae", "r2", "mape"));

    /** What is to be done, and why, for people. */
    record Decision(boolean deploy, String reason) {}

    /** @throws Problem when the task has no such metric */
    void check(Task task) {
        Set<String> known = METRICS.getOrDefault(task, Set.of());
        if (!known.contains(wanted.metric())) {
            throw Problem.invalid(
                    "/auto_deploy/metric",
                    "metric is one of "
                            + String.join(", ", known.stream().sorted().toList()) + " for " + task.wire());
        }
    }

    /** @param deployed the metrics of the version that serves now, null when none does */
    Decision decide(Map<String, Double> metrics, @Nullable Map<String, Double> deployed) {
        String metric = wanted.metric();
        Double value = metrics.get(metric);
        if (value == null || value.isNaN()) {
            return new Decision(false, metric + " could not be measured");
        }
        Double limit = wanted.atLeast();
        if (limit != null && !reaches(value, limit)) {
            return new Decision(false, metric + " is " + value + ", and has to be " + bound() + " " + limit);
        }
        Double current = deployed == null ? null : deployed.get(metric);
        if (wanted.betterThanCurrent() && current != null && !beats(value, current)) {
            return new Decision(false, metric + " is " + value + ", no better than the deployed version's " + current);
        }
        return new Decision(true, metric + " is " + value);
    }

    private boolean reaches(double value, double limit) {
        return lessIsBetter() ? value <= limit : value >= limit;
    }

    private boolean beats(double value, double current) {
        return lessIsBetter() ? value < current : value > current;
    }

    private String bound() {
        return lessIsBetter() ? "at most" : "at least";
    }

    private boolean lessIsBetter() {
        return LESS_IS_BETTER.contains(wanted.metric());
    }
}
