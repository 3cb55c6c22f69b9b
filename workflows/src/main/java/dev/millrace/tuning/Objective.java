package dev.millrace.tuning;

import dev.millrace.problems.Problem;

/** The metric that trials are compared by; its values are those of the validation. */
public record Objective(String metric, Direction direction) {
    public Objective {
        if (metric == null || metric.isBlank()) {
            throw Problem.invalid("/objective/metric", "objective.metric is required: a metric of the task");
        }
        if (direction == null) {
            throw Problem.invalid("/objective/direction", "direction is minimize or maximize");
        }
    }
}
