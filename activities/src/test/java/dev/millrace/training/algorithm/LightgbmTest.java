package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.ml.lightgbm.PredictionType;
import dev.millrace.models.Matrix;
import dev.millrace.models.XgboostModel;
import dev.millrace.training.Task;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LightgbmTest {
    private final Lightgbm lightgbm = new Lightgbm();

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void answersAsLightgbmDoesAlsoForMissingValues(int classes) throws Exception {
        PreparedMatrix rows = withGaps(Samples.noisy(500, 6, classes, 1), 0, 1, 2);
        FitInput input = Samples.input(lightgbm, rows, classes, Map.of());
        String parameters = LightgbmParameters.of(input, 1);
        try (LightgbmRows train = LightgbmRows.of(rows, new double[0], parameters, null);
                LightgbmBooster booster = LightgbmBooster.of(input, parameters, train, null, null, Optional.empty())) {
            while (booster.rounds() < 30) {
                booster.boost(30);
            }
            Matrix asked = withGaps(rows, 0, 3).features();

            double[] ours = LightgbmTrees.parse(booster.text()).model(input, 6).predict(asked);

            double[] theirs = LGBMBooster.loadModelFromString(booster.text())
                    .predictForMat(asked.values(), 500, 6, true, PredictionType.C_API_PREDICT_NORMAL);
            for (int i = 0; i < theirs.length; i++) {
                assertThat(ours[classes == 2 ? 2 * i + 1 : i]).isCloseTo(theirs[i], within(1e-5));
            }
        }
    }

    /** Its own prediction of several classes writes beyond its memory, in this version of the binding. */
    @Test
    void answersWithTheLossThatLightgbmHasForSeveralClasses() {
        PreparedMatrix rows = withGaps(Samples.noisy(500, 6, 4, 1), 0, 1);
        RecordingMonitor monitor = RecordingMonitor.threads(1);

        Fit fit = lightgbm.fit(Samples.input(lightgbm, rows, 4, Map.of("n_estimators", 30)), monitor);

        double loss = FittedLoss.of(fit.predictor(), Task.CLASSIFICATION, rows, monitor);
        assertThat(loss).isCloseTo(monitor.values("loss").toList().getLast(), within(1e-6));
    }

    @Test
    void keepsTheBestRoundOfThoseSetApartAndEndsSoonAfter() {
        Map<String, Object> parameters = Map.of("n_estimators", 500, "early_stopping_rounds", 5);
        FitInput input = Samples.input(lightgbm, Samples.noisy(300, 6, 3, 2), 3, parameters);
        RecordingMonitor monitor = RecordingMonitor.threads(1);

        XgboostModel model = (XgboostModel) lightgbm.fit(input, monitor).predictor();

        List<Double> losses = monitor.values("validation_loss").toList();
        int best = losses.indexOf(Collections.min(losses)) + 1;
        assertThat(losses).hasSize(best + 5);
        assertThat(model.trees().trees()).isEqualTo(3 * best);
    }

    @Test
    void reportsTheLossOnTrainingAndTestRowsOfEveryRound() {
        PreparedMatrix rows = Samples.noisy(300, 6, 2, 5);
        RecordingMonitor monitor = RecordingMonitor.threads(1);

        lightgbm.fit(Samples.input(lightgbm, rows, rows, 2, Map.of("n_estimators", 20)), monitor);

        assertThat(monitor.values("loss")).hasSize(20).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(monitor.values("eval_loss").toList())
                .isEqualTo(monitor.values("loss").toList());
        assertThat(monitor.progress).isSorted().endsWith(1.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void goesOnFromACheckpointToTheSameModel(int classes) {
        PreparedMatrix rows = withGaps(Samples.noisy(400, 6, classes, 2), 1, 3);
        assertGoesOnToTheSameModel(Samples.input(lightgbm, rows, rows, classes, Map.of("n_estimators", 40)));
    }

    @Test
    void goesOnToTheSameRoundToStopAt() {
        Map<String, Object> parameters = Map.of("n_estimators", 500, "early_stopping_rounds", 5);
        assertGoesOnToTheSameModel(Samples.input(lightgbm, Samples.noisy(300, 6, 3, 2), 3, parameters));
    }

    @Test
    void beginsAnewWhereLotsAreDrawn() {
        FitInput input =
                Samples.input(lightgbm, Samples.noisy(300, 6, 2, 2), 2, Map.of("n_estimators", 20, "subsample", 0.5));
        RecordingMonitor monitor = RecordingMonitor.threads(1);

        lightgbm.fit(input, monitor);

        assertThat(monitor.checkpoints).isEmpty();
    }

    private void assertGoesOnToTheSameModel(FitInput input) {
        RecordingMonitor undisturbed = RecordingMonitor.threads(1);
        XgboostModel whole = (XgboostModel) lightgbm.fit(input, undisturbed).predictor();
        Checkpoint middle = stoppedAfter(input, 7);
        RecordingMonitor monitor = RecordingMonitor.from(middle);

        XgboostModel continued = (XgboostModel) lightgbm.fit(input, monitor).predictor();

        assertThat(monitor.metrics.getFirst().step()).isEqualTo(8);
        assertThat(continued.trees().nodes()).isEqualTo(whole.trees().nodes());
        assertThat(continued.trees().leaves()).isEqualTo(whole.trees().leaves());
        assertThat(monitor.values("loss").toList())
                .isEqualTo(undisturbed.values("loss").skip(7).toList());
    }

    private Checkpoint stoppedAfter(FitInput input, int rounds) {
        Map<String, Object> fewer = new HashMap<>(input.parameters().asMap());
        fewer.put("n_estimators", rounds);
        RecordingMonitor monitor = RecordingMonitor.threads(1);
        lightgbm.fit(
                new FitInput(
                        input.task(),
                        input.classes(),
                        input.train(),
                        input.test(),
                        lightgbm.hyperparameters().resolve(fewer),
                        input.seed()),
                monitor);
        return monitor.checkpoints.getLast();
    }

    @Test
    void stopsBetweenRounds() {
        FitInput input = Samples.input(lightgbm, Samples.noisy(3000, 6, 4, 4), 4, Map.of("n_estimators", 10_000));
        RecordingMonitor monitor = RecordingMonitor.cancelledAfter(3, 1);

        assertThatThrownBy(() -> lightgbm.fit(input, monitor)).isInstanceOf(CancellationException.class);

        assertThat(monitor.values("loss")).hasSizeLessThan(10_000);
    }

    private static PreparedMatrix withGaps(PreparedMatrix rows, int... features) {
        Random random = new Random(9);
        float[] values = rows.features().values().clone();
        for (int row = 0; row < rows.rows(); row++) {
            for (int feature : features) {
                int at = row * rows.features().width() + feature;
                values[at] = random.nextInt(5) == 0 ? Float.NaN : values[at];
            }
        }
        return new PreparedMatrix(new Matrix(rows.rows(), rows.features().features(), values), rows.target());
    }
}
