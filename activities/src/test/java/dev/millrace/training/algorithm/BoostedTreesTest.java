package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Matrix;
import dev.millrace.models.XgboostModel;
import dev.millrace.problems.Problem;
import dev.millrace.training.Task;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BoostedTreesTest {
    private final Algorithm xgboost = BoostedTrees.xgboost();
    private final Algorithm gradientBoosting = BoostedTrees.gradientBoosting();

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

        assertGoesOnToTheSameModel(xgboost, input);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void goesOnWithFeaturesDrawnAtEverySplit(int classes) {
        Map<String, Object> parameters = Map.of("n_estimators", 20, "subsample", 0.6, "max_features", "half");
        FitInput input = Samples.input(gradientBoosting, Samples.noisy(300, 6, classes, 2), classes, parameters);

        assertGoesOnToTheSameModel(gradientBoosting, input);
    }

    @Test
    void goesOnToTheSameEarlyEnd() {
        Map<String, Object> parameters = Map.of("n_estimators", 500, "early_stopping_rounds", 5, "subsample", 0.6);
        FitInput input = Samples.input(xgboost, Samples.noisy(300, 6, 2, 2), 2, parameters);

        assertGoesOnToTheSameModel(xgboost, input);
    }

    @Test
    void keepsTheBestRoundOfThoseSetApartAndEndsSoonAfter() {
        Map<String, Object> parameters = Map.of("n_estimators", 500, "early_stopping_rounds", 5);
        FitInput input = Samples.input(xgboost, Samples.noisy(300, 6, 3, 2), 3, parameters);
        RecordingMonitor monitor = RecordingMonitor.threads(1);

        XgboostModel model = (XgboostModel) xgboost.fit(input, monitor).predictor();

        List<Double> losses = monitor.values("validation_loss").toList();
        int best = losses.indexOf(Collections.min(losses)) + 1;
        assertThat(losses).hasSize(best + 5);
        assertThat(model.trees().trees()).isEqualTo(3 * best);
        assertThat(monitor.progress).isSorted().endsWith(1.0);
    }

    @Test
    void setsAsideTheSameShareOfEachClass() {
        PreparedMatrix rows = Samples.noisy(1000, 3, 3, 8);
        ValidationPart parts = ValidationPart.of(
                Samples.input(xgboost, rows, 3, Map.of("early_stopping_rounds", 5, "validation_fraction", 0.2)));

        PreparedMatrix validation = Objects.requireNonNull(parts.validation());
        assertThat(parts.train().rows() + validation.rows()).isEqualTo(1000);
        for (int c = 0; c < 3; c++) {
            assertThat(count(validation, c)).isEqualTo(Math.round(0.2 * count(rows, c)));
        }
    }

    @Test
    void asksForMoreRowsWhereNoneCanBeSetAside() {
        FitInput input = Samples.input(xgboost, Samples.noisy(4, 3, 0, 8), 0, Map.of("early_stopping_rounds", 5));

        assertThatThrownBy(() -> xgboost.fit(input, RecordingMonitor.threads(1)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("too few");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xgboost", "gradient_boosting", "random_forest", "decision_tree"})
    void balancedClassesCountTheSameHoweverRareTheyAre(String id) {
        Algorithm algorithm = Algorithms.builtIn().require(id, Task.CLASSIFICATION);
        Random random = new Random(7);
        float[] noise = new float[2000];
        double[] labels = new double[2000];
        for (int row = 0; row < 2000; row++) {
            noise[row] = random.nextInt(2);
            labels[row] = random.nextInt(10) == 0 ? 1 : 0;
        }
        PreparedMatrix rows = new PreparedMatrix(new Matrix(2000, Samples.features(1), noise), labels);

        double[] plain = predict(algorithm, Samples.input(algorithm, rows, 2, Map.of()));
        double[] balanced = predict(algorithm, Samples.input(algorithm, rows, 2, Map.of("class_weight", "balanced")));

        assertThat(plain[1]).isCloseTo(0.1, within(0.03));
        assertThat(balanced[1]).isCloseTo(0.5, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void boostsConstantFeaturesToTheMeanOfTheTarget(int classes) {
        PreparedMatrix noisy = Samples.noisy(60, 2, classes, 4);
        PreparedMatrix rows = new PreparedMatrix(new Matrix(60, Samples.features(2), new float[120]), noisy.target());

        double[] predicted = predict(gradientBoosting, Samples.input(gradientBoosting, rows, classes, Map.of()));

        double expected = classes == 0 ? mean(rows.target()) : (double) count(rows, 0) / 60;
        assertThat(predicted[0]).isCloseTo(expected, within(1e-3));
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

        assertThat(monitor.checkpoints.getLast().step())
                .isEqualTo((int) monitor.values("loss").count())
                .isLessThan(6);
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

    private static void assertGoesOnToTheSameModel(Algorithm algorithm, FitInput input) {
        RecordingMonitor undisturbed = RecordingMonitor.threads(1);
        XgboostModel whole = (XgboostModel) algorithm.fit(input, undisturbed).predictor();

        XgboostModel continued = (XgboostModel) algorithm
                .fit(input, RecordingMonitor.from(undisturbed.checkpoints.get(6)))
                .predictor();

        assertThat(continued.base()).isEqualTo(whole.base());
        assertThat(continued.trees().nodes()).isEqualTo(whole.trees().nodes());
        assertThat(continued.trees().leaves()).isEqualTo(whole.trees().leaves());
    }

    private static double[] predict(Algorithm algorithm, FitInput input) {
        return algorithm
                .fit(input, RecordingMonitor.threads(1))
                .predictor()
                .predict(input.train().features());
    }

    private static long count(PreparedMatrix rows, int label) {
        return Arrays.stream(rows.target()).filter(one -> one == label).count();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
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
