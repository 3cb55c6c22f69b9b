package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Matrix;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XgboostTest {
    private final Xgboost xgboost = new Xgboost();

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void answersAsXgboostDoesAlsoForMissingValues(int classes) throws Exception {
        PreparedMatrix rows = withGaps(Samples.noisy(500, 6, classes, 1));
        FitInput input = Samples.input(xgboost, rows, classes, Map.of("n_estimators", 30));
        RecordingMonitor monitor = RecordingMonitor.threads(1);

        double[] ours = xgboost.fit(input, monitor).predictor().predict(rows.features());

        Booster booster = XGBoost.loadModel(monitor.checkpoints.getLast().state());
        float[][] theirs = booster.predict(new DMatrix(rows.features().values(), 500, 6, Float.NaN));
        int outputs = Math.max(1, classes);
        for (int row = 0; row < 500; row++) {
            for (int c = 0; c < theirs[row].length; c++) {
                int at = classes == 2 ? row * 2 + 1 : row * outputs + c;
                assertThat(ours[at]).isCloseTo(theirs[row][c], within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void goesOnFromACheckpointToTheSameModel(int classes) {
        FitInput input = Samples.input(xgboost, Samples.noisy(300, 6, classes, 2), classes, sampled());
        RecordingMonitor undisturbed = RecordingMonitor.threads(1);
        double[] whole = xgboost.fit(input, undisturbed)
                .predictor()
                .predict(input.train().features());

        Fit continued = xgboost.fit(input, RecordingMonitor.from(undisturbed.checkpoints.get(6)));

        assertThat(continued.predictor().predict(input.train().features())).isEqualTo(whole);
    }

    @Test
    void givesTheSameModelForTheSameSeedWhateverTheThreads() {
        FitInput input = Samples.input(xgboost, Samples.noisy(3000, 6, 2, 3), 2, sampled());

        double[] one = xgboost.fit(input, RecordingMonitor.threads(1))
                .predictor()
                .predict(input.train().features());
        double[] two = xgboost.fit(input, RecordingMonitor.threads(2))
                .predictor()
                .predict(input.train().features());

        assertThat(two).isEqualTo(one);
    }

    @Test
    void stopsBetweenRounds() {
        FitInput input = Samples.input(xgboost, Samples.noisy(300, 6, 2, 4), 2, Map.of("n_estimators", 1000));
        RecordingMonitor monitor = RecordingMonitor.cancelledAfter(5, 1);

        assertThatThrownBy(() -> xgboost.fit(input, monitor)).isInstanceOf(CancellationException.class);

        assertThat(monitor.checkpoints).hasSize(5);
    }

    @Test
    void reportsTheLossOnTrainingAndTestRowsOfEveryRound() {
        PreparedMatrix rows = Samples.noisy(300, 6, 2, 5);
        RecordingMonitor monitor = RecordingMonitor.threads(1);

        xgboost.fit(Samples.input(xgboost, rows, rows, 2, Map.of("n_estimators", 20)), monitor);

        assertThat(monitor.values("loss")).hasSize(20).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(monitor.values("eval_loss").toList())
                .isEqualTo(monitor.values("loss").toList());
        assertThat(monitor.progress).isSorted().endsWith(1.0);
    }

    private static Map<String, Object> sampled() {
        return Map.of("n_estimators", 20, "subsample", 0.7, "colsample_bytree", 0.6);
    }

    private static PreparedMatrix withGaps(PreparedMatrix rows) {
        Random random = new Random(9);
        float[] values = rows.features().values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(5) == 0 ? Float.NaN : values[i];
        }
        return new PreparedMatrix(new Matrix(rows.rows(), rows.features().features(), values), rows.target());
    }
}
