package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.datasets.DatasetId;
import dev.millrace.problems.Problem;
import dev.millrace.problems.Violation;
import dev.millrace.training.ValidationConfig.Strategy;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValidationConfigTest {
    private static final DatasetId DATA = new DatasetId(new UUID(0, 1));

    @Test
    void hasFiveFoldsUnlessToldAndOneRoundWhereThePartsAreNotFolds() {
        assertThat(config(Strategy.CROSS_VALIDATION, null).rounds()).isEqualTo(5);
        assertThat(config(Strategy.GROUP, 3).rounds()).isEqualTo(3);
        assertThat(config(Strategy.TIME_ORDERED, null).rounds()).isEqualTo(1);
        assertThat(config(Strategy.TIME_ORDERED, 4).rounds()).isEqualTo(4);
        assertThat(config(Strategy.HOLDOUT, 5).rounds()).isEqualTo(1);
    }

    @Test
    void refusesTooFewAndTooManyFolds() {
        assertRefused(() -> config(Strategy.CROSS_VALIDATION, 1), "/validation_config/folds", "2 to 20");
        assertRefused(() -> config(Strategy.GROUP, 21), "/validation_config/folds", "2 to 20");
        assertRefused(() -> config(Strategy.TIME_ORDERED, 0), "/validation_config/folds", "1 to 20");
    }

    @Test
    void refusesFoldsWithoutARefitSinceNoModelWouldBeLeftToRegister() {
        assertRefused(
                () -> new ValidationConfig(Strategy.CROSS_VALIDATION, 0.2, 5, 1L, null, false),
                "/validation_config/refit",
                "none of them is the one to register");
        assertThat(new ValidationConfig(Strategy.TIME_ORDERED, 0.2, 1, 1L, null, false).rounds())
                .isEqualTo(1);
    }

    @Test
    void refusesColumnsThatTheStrategyLacksOrHasNoUseFor() {
        assertRefused(() -> check(Strategy.GROUP, null, null, null), "/training_data/group_column", "needs");
        assertRefused(() -> check(Strategy.TIME_ORDERED, null, null, null), "/training_data/time_column", "needs");
        assertRefused(() -> check(Strategy.HOLDOUT, null, "g", null), "/training_data/group_column", "group");
        assertRefused(() -> check(Strategy.GROUP, null, "g", "t"), "/training_data/time_column", "time_ordered");
        assertRefused(
                () -> check(Strategy.CROSS_VALIDATION, "s", null, null), "/training_data/split_column", "leave one");
        check(Strategy.GROUP, null, "g", null);
        check(Strategy.TIME_ORDERED, null, null, "t");
        check(Strategy.HOLDOUT, "s", null, null);
    }

    @Test
    void namesAPartByAWordThatReadsBackAsThePart() {
        for (TrainingPart part : new TrainingPart[] {TrainingPart.TRAIN, TrainingPart.fold(7), TrainingPart.ALL}) {
            assertThat(TrainingPart.of(part.wire())).isEqualTo(part);
        }
    }

    @SuppressWarnings("NullAway") // the configuration fills in what is absent
    private static ValidationConfig config(Strategy strategy, @Nullable Integer folds) {
        return new ValidationConfig(strategy, null, folds, null, null, null);
    }

    private static void check(
            Strategy strategy, @Nullable String split, @Nullable String group, @Nullable String time) {
        config(strategy, null).check(new TrainingData(DATA, "y", null, split, null, group, time, null, Map.of()));
    }

    private static void assertRefused(Runnable what, String pointer, String allowed) {
        assertThatExceptionOfType(Problem.class).isThrownBy(what::run).satisfies(problem -> {
            assertThat(problem.violations()).extracting(Violation::pointer).containsExactly(pointer);
            assertThat(problem.detail()).contains(allowed);
        });
    }
}
