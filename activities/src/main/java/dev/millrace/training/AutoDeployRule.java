package dev.millrace.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a new version is good enough to be deployed at once. */
public record AutoDeployRule(AutoDeploy wanted) {
    /** What is to be done, and why, for people. */
    public record Decision(boolean deploy, String reason) {}

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
        return wanted.betterThanCurrent() && deployed != null
                ? compare(metrics, deployed)
                : new Decision(true, metric + " is " + value);
    }

    /** By what both reached on the same rows. */
    Decision compare(Map<String, Double> metrics, Map<String, Double> deployed) {
        String metric = wanted.metric();
        double value = metrics.getOrDefault(metric, Double.NaN);
        double current = deployed.getOrDefault(metric, Double.NaN);
        if (Double.isNaN(value) || Double.isNaN(current)) {
            return new Decision(false, metric + " of both versions could not be measured");
        }
        return beats(value, current)
                ? new Decision(true, metric + " is " + value + ", better than the deployed version's " + current)
                : new Decision(false, metric + " is " + value + ", no better than the deployed version's " + current);
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
        return TaskMetrics.lessIsBetter(wanted.metric());
    }
}
