package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.datasets.Column;
import dev.millrace.training.ValidationConfig.Strategy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SplitCheckTest {
    private static final int ROWS = 60;
    private final Column label = Tables.texts("y", ROWS, row -> row < 4 ? "rare" : "usual");
    private final Column group = Tables.texts("g", ROWS, row -> "g" + row % 6);
    private final Column time = Tables.numbers("t", ROWS, row -> Math.floor(row / 10.0));

    @Test
    void letsPassWhatCanBeSetApart() {
        assertThatCode(() -> check(Strategy.HOLDOUT, 1, "usual")).doesNotThrowAnyException();
        assertThatCode(() -> check(Strategy.CROSS_VALIDATION, 4, null)).doesNotThrowAnyException();
        assertThatCode(() -> check(Strategy.GROUP, 6, null)).doesNotThrowAnyException();
    }

    @Test
    void refusesFoldsThatTheRowsCannotGive() {
        assertThatThrownBy(() -> check(Strategy.CROSS_VALIDATION, 5, null))
                .hasMessageContaining("class rare of y has 4 rows, fewer than the 5 folds");
        assertThatThrownBy(() -> check(Strategy.GROUP, 7, null)).hasMessageContaining("fewer than the 7 folds");
        assertThatThrownBy(() -> check(Strategy.TIME_ORDERED, 8, null)).hasMessageContaining("6 different values");
    }

    @Test
    void refusesTimesBeforeWhichOnlyOneClassIsKnown() {
        Column late = Tables.texts("y", ROWS, row -> row < 50 ? "before" : "after");

        assertThatThrownBy(() -> SplitCheck.check(spec(Strategy.TIME_ORDERED, 1, null), Tables.of(late, group, time)))
                .hasMessageContaining("only one class of y");
    }

    @Test
    void refusesAPositiveClassThatIsNone() {
        assertThatThrownBy(() -> check(Strategy.HOLDOUT, 1, "never")).hasMessageContaining("rare, usual; not never");
    }

    @Test
    void makesNoFeatureOfGroupAndTimeUnlessNamed() {
        TrainingSpec grouped = spec(Strategy.GROUP, 5, null);

        Prepared prepared = Preparation.prepare(
                grouped,
                TrainingPart.fold(2),
                Tables.of(Tables.numbers("a", ROWS, row -> row), label, group, time),
                null);

        assertThat(prepared.train().features().features()).extracting("source").containsOnly("a", "t");
        assertThat(prepared.train().rows()).isEqualTo(50);
        TrainingData named = new TrainingData(
                grouped.trainingData().datasetId(), "y", List.of("a", "t"), null, null, null, "t", null, Map.of());
        assertThat(TrainingRules.features(
                        named, TrainingRules.types(Tables.of(Tables.numbers("a", ROWS, row -> row), label, time))))
                .containsExactly("a", "t");
    }

    private void check(Strategy strategy, int folds, @Nullable String positiveClass) {
        SplitCheck.check(spec(strategy, folds, positiveClass), Tables.of(label, group, time));
    }

    private static TrainingSpec spec(Strategy strategy, int folds, @Nullable String positiveClass) {
        TrainingSpec plain = Tables.spec("xgboost", Task.CLASSIFICATION, null);
        TrainingData data = new TrainingData(
                plain.trainingData().datasetId(),
                "y",
                null,
                null,
                null,
                strategy == Strategy.GROUP ? "g" : null,
                strategy == Strategy.TIME_ORDERED ? "t" : null,
                null,
                Map.of());
        return new TrainingSpec(
                plain.modelName(),
                plain.algorithm(),
                plain.task(),
                data,
                plain.hyperparameters(),
                new ValidationConfig(strategy, 0.2, folds, 42L, positiveClass, true),
                null,
                plain.priority(),
                plain.tags());
    }
}
