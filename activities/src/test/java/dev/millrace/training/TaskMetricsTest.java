package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.jobs.Priority;
import dev.millrace.problems.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskMetricsTest {
    @Test
    void refusesAMetricThatTheTaskLacks() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> TaskMetrics.check(deployedBy("rmse", 5)))
                .satisfies(problem -> assertThat(problem.detail()).contains("accuracy", "log_loss"));
        assertThatCode(() -> TaskMetrics.check(deployedBy("log_loss", 5))).doesNotThrowAnyException();
    }

    @Test
    void refusesALimitThatNothingReaches() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> TaskMetrics.check(deployedBy("accuracy", Double.NaN)))
                .satisfies(problem -> assertThat(problem.detail()).contains("finite"));
    }

    private static TrainingSpec deployedBy(String metric, double limit) {
        TrainingSpec plain = Tables.spec("xgboost", Task.CLASSIFICATION, null);
        return new TrainingSpec(
                plain.modelName(),
                plain.algorithm(),
                plain.task(),
                plain.trainingData(),
                Map.of(),
                plain.validationConfig(),
                new AutoDeploy(metric, limit, false),
                Priority.NORMAL,
                Map.of());
    }
}
