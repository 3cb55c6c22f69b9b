package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Table;
import dev.millrace.jobs.Priority;
import dev.millrace.models.Predictions;
import dev.millrace.models.TrainedModel;
import dev.millrace.problems.Problem;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ForecastPreparationTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-12);

    @Test
    void testsOnTheStepsAfterEachOriginUpToTheLast() {
        TrainingSpec spec = spec(5, 3);

        for (int fold = 1; fold <= 3; fold++) {
            Prepared prepared = Preparation.prepare(spec, TrainingPart.fold(fold), table(40, -1), null);
            int origin = 40 - 5 * (4 - fold);
            assertThat(prepared.train().rows()).isEqualTo(origin);
            assertThat(test(prepared).target()).containsExactly(origin, origin + 1, origin + 2, origin + 3, origin + 4);
            assertThat(test(prepared).features().get(0, 0)).isEqualTo(origin);
        }
        Prepared all = Preparation.prepare(spec, TrainingPart.ALL, table(40, -1), null);
        assertThat(all.train().rows()).isEqualTo(40);
        assertThat(all.test()).isNull();
        assertThat(all.inputs().schema().usedFields()).extracting("name").containsExactly("t");
    }

    @Test
    void movesOriginsTogetherInAShortSeries() {
        RollingOrigins origins = RollingOrigins.of(spec(6, 4), 24);

        assertThat(origins.before(4)).isEqualTo(18);
        assertThat(origins.before(3)).isEqualTo(16);
        assertThat(origins.before(1)).isEqualTo(12);
    }

    @Test
    void saysHowManyValuesAreNeeded() {
        assertThatThrownBy(() -> SplitCheck.check(spec(50, 5), table(40, -1)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("the series has 40 values")
                .hasMessageContaining("needs at least 62");
    }

    @Test
    void judgesByKnownValuesAlone() {
        Prepared prepared = Preparation.prepare(spec(5, 1), TrainingPart.TRAIN, table(40, 37), null);

        assertThat(test(prepared).target()).containsExactly(35, 36, 38, 39);
        assertThat(test(prepared).features().get(2, 0)).isEqualTo(38);
    }

    @Test
    void learnsNothingOfWhatComesLaterFromAGapAtTheOrigin() {
        Prepared prepared = Preparation.prepare(spec(5, 1), TrainingPart.TRAIN, table(40, 34), null);

        assertThat(prepared.train().target()).hasSize(35).endsWith(32, 33, 33);
    }

    @Test
    void answersTheNextStepsAloneAndShowsTheBackTest() {
        TrainingSpec spec = spec(5, 1);
        Prepared prepared = Preparation.prepare(spec, TrainingPart.TRAIN, table(40, -1), null);
        TrainedModel model = ModelFitting.fit(spec, prepared.inputs(), prepared.train(), null, new Unwatched());

        Predictions asked = model.predict(Tables.of(Tables.numbers("t", 4, i -> new double[] {34, 35, 39, 40}[i])));
        EvaluationReport report = ModelEvaluation.evaluate(model, test(prepared), spec.validationConfig());

        assertThat(asked.answered(0)).isFalse();
        assertThat(asked.answered(1)).isTrue();
        assertThat(asked.answered(2)).isTrue();
        assertThat(asked.answered(3)).isFalse();
        assertThat(model.predictor().refusal()).contains("the 5 times from 35 to 39 in steps of 1");
        assertThat(report.metrics()).containsKeys("rmse", "mae", "mape", "smape", "coverage");
        BackTest test = Objects.requireNonNull(report.backTest()).getFirst();
        assertThat(test.time()).containsExactly("35", "36", "37", "38", "39");
        assertThat(test.actual()).containsExactly(35, 36, 37, 38, 39);
    }

    @Test
    void measuresErrorsAndCoverage() {
        Map<String, Double> metrics = ForecastMetrics.of(
                new double[] {10, 20, 0},
                new Predictions.Forecasts(
                        new double[] {12, 20, 0}, new double[] {11, 19, 0}, new double[] {13, 21, 0}));

        assertThat(metrics.get("mae")).isEqualTo(2.0 / 3, CLOSE);
        assertThat(metrics.get("smape")).isEqualTo(4.0 / 22 / 3, CLOSE);
        assertThat(metrics.get("coverage")).isEqualTo(2.0 / 3, CLOSE);
        assertThat(metrics).doesNotContainKey("r2");
    }

    private static PreparedMatrix test(Prepared prepared) {
        return Objects.requireNonNull(prepared.test());
    }

    private static Table table(int rows, int missing) {
        return Tables.of(
                Tables.numbers("t", rows, i -> i), Tables.numbers("y", rows, i -> i == missing ? Double.NaN : i));
    }

    private static TrainingSpec spec(int horizon, int folds) {
        return new TrainingSpec(
                "m",
                "arma",
                Task.FORECASTING,
                new TrainingData(new DatasetId(new UUID(0, 1)), "y", null, null, null, null, "t", horizon, Map.of()),
                Map.of("p", 1, "q", 0, "d", 1),
                new ValidationConfig(ValidationConfig.Strategy.TIME_ORDERED, 0.2, folds, 42L, null, true),
                null,
                Priority.NORMAL,
                Map.of());
    }
}
