package dev.millrace.training;

import dev.millrace.problems.Problem;
import java.util.List;

/** The metrics that each task is judged by. */
final class TaskMetrics {
    private TaskMetrics() {}

    static List<String> of(Task task) {
        return switch (task) {
            case CLASSIFICATION -> List.of("accuracy", "precision", "recall", "f1", "roc_auc", "log_loss");
            case REGRESSION -> List.of("rmse", "mae", "r2", "mape");
        };
    }

    /** @throws Problem when the training is to be deployed by a metric that it does not have */
    static void check(TrainingSpec spec) {
        AutoDeploy autoDeploy = spec.autoDeploy();
        if (autoDeploy == null) {
            return;
        }
        List<String> metrics = of(spec.task());
        if (!metrics.contains(autoDeploy.metric())) {
            throw Problem.invalid(
                    "/auto_deploy/metric",
                    "a " + spec.task().wire() + " is judged by " + String.join(", ", metrics) + ", not by "
                            + autoDeploy.metric());
        }
        Double limit = autoDeploy.atLeast();
        if (limit != null && !Double.isFinite(limit)) {
            throw Problem.invalid("/auto_deploy/at_least", "at_least is a finite number");
        }
    }
}
