package dev.millrace.training;

import dev.millrace.problems.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Deploys the new version at once when {@code metric} reaches {@code atLeast} and, with {@code betterThanCurrent}, beats the
 * deployed version on the same rows, which neither was fitted on. For {@code rmse, mae, mape, log_loss} less is better and {@code atLeast} is the
 * largest value allowed.
 */
public record AutoDeploy(String metric, @Nullable Double atLeast, Boolean betterThanCurrent) {
    public AutoDeploy {
        if (metric == null || metric.isBlank()) {
            throw Problem.invalid("/auto_deploy/metric", "metric names one of the metrics of the task");
        }
        betterThanCurrent = betterThanCurrent == null ? Boolean.FALSE : betterThanCurrent;
    }
}
