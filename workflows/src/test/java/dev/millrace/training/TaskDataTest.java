package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.datasets.DatasetId;
import dev.millrace.jobs.Priority;
import dev.millrace.problems.Problem;
import dev.millrace.problems.Violation;
import dev.millrace.training.ValidationConfig.Strategy;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskDataTest {
    private static final DatasetId DATA = new DatasetId(new UUID(0, 1));
    private static final TrainingData ROWS = new TrainingData(DATA, null, null, null, null);

    @Test
    void findsClustersInAllRowsAndFitsNoSecondTime() {
        TrainingSpec spec = clustering(ROWS, null);

        assertThat(spec.validationConfig().refit()).isFalse();
        assertThat(spec.validationConfig().rounds()).isEqualTo(1);
    }

    @Test
    void refusesWhatClustersHaveNoUseFor() {
        assertRefused(
                new TrainingData(DATA, "y", null, null, null), null, "/training_data/target", "nothing is predicted");
        assertRefused(
                new TrainingData(DATA, null, null, "part", null),
                null,
                "/training_data/split_column",
                "judged by the same rows");
        assertRefused(
                new TrainingData(DATA, null, null, null, new DatasetId(new UUID(0, 2))),
                null,
                "/training_data/test_dataset_id",
                "judged by the same rows");
        assertRefused(ROWS, config(Strategy.CROSS_VALIDATION, null), "/validation_config/strategy", "holdout");
        assertRefused(
                ROWS,
                config(Strategy.HOLDOUT, "yes"),
                "/validation_config/positive_class",
                "target that holds classes");
    }

    @Test
    void needsATargetToPredict() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> spec(Task.REGRESSION, ROWS, null))
                .satisfies(problem -> assertThat(problem.violations())
                        .extracting(Violation::pointer)
                        .containsExactly("/training_data/target"));
    }

    private static void assertRefused(
            TrainingData data, @Nullable ValidationConfig config, String pointer, String allowed) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> clustering(data, config))
                .satisfies(problem -> {
                    assertThat(problem.violations())
                            .extracting(Violation::pointer)
                            .containsExactly(pointer);
                    assertThat(problem.detail()).contains(allowed);
                });
    }

    private static TrainingSpec clustering(TrainingData data, @Nullable ValidationConfig config) {
        return spec(Task.CLUSTERING, data, config);
    }

    @SuppressWarnings("NullAway") // the constructors fill in what is absent
    private static TrainingSpec spec(Task task, TrainingData data, @Nullable ValidationConfig config) {
        return new TrainingSpec("m", "some", task, data, Map.of(), config, null, Priority.NORMAL, Map.of());
    }

    @SuppressWarnings("NullAway") // the constructor fills in what is absent
    private static ValidationConfig config(Strategy strategy, @Nullable String positiveClass) {
        return new ValidationConfig(strategy, null, null, null, positiveClass, null);
    }
}
