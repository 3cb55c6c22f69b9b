package dev.millrace.training;

import dev.millrace.problems.Problem;
import java.util.List;
import java.util.Set;

/** The metrics that each task is judged by, and which way each is better. */
public final class TaskMetrics {
    private static final Set<String> LESS_IS_BETTER =
            Set.of("rmse", "mae", "mape", "log_loss", "inertia", "anomaly_rate", "smape");

    private TaskMetrics() {}

    public static List<String> of(Task task) {
        return switch (task) {
            case CLASSIFICATION -> List.of("accuracy", "precision", "recall", "f1", "roc_auc", "log_loss");
            case REGRESSION -> List.of("rmse", "mae", "r2", "mape");
            case CLUSTERING -> List.of("silhouette", "inertia");
            case ANOMALY_DETECTION -> List.of("anomaly_rate", "precision", "recall", "f1", "roc_auc");
            case FORECASTING -> List.of("rmse", "mae", "mape", "smape", "coverage");
        };
    }

    public static boolean lessIsBetter(String metric) {
        return LESS_IS_BETTER.contains(metric);
    }

    /** @throws Problem when the training is to be deployed by a metric that it does not have */
    public static void check(TrainingSpec spec) {
        AutoDeploy autoDeploy = spec.autoDeploy();
        if (autoDeploy == null) {
            return;
        }
        List<String> metrics = of(spec.task());
        if (!metrics.contains(autoDeploy.metric())) {
            throw Problem.invalid(
                    "/auto_deploy/metric",
                    "the metrics of " + spec.task().wire() + " are " + String.join(", ", metrics) + ", not "
                            + autoDeploy.metric());
        }
        Double limit = autoDeploy.atLeast();
        if (limit != null && !Double.isFinite(limit)) {
            throw Problem.invalid("/auto_deploy/at_least", "at_least is a finite number");
        }
    }
}
