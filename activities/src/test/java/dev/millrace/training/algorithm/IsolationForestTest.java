package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.IsolationTrees;
import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import dev.millrace.training.Task;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected numbers are scikit-learn's: of its 20 forests on the same rows the mean, and three deviations around it. */
final class IsolationForestTest {
    private final IsolationForest forest = new IsolationForest();

    @Test
    void scoresAsScikitLearnDoes() {
        PreparedMatrix rows = wavesWithAnomalies();

        IsolationTrees model = fit(rows, Map.of("trees", 100));

        double[] scores = model.predict(rows.features());
        assertThat(auc(scores, rows.target())).isCloseTo(0.909, within(0.031));
        assertThat(Arrays.stream(scores).average().orElseThrow()).isCloseTo(0.4863, within(0.0066));
        assertThat(Arrays.stream(scores)
                                .filter(score -> score > model.threshold())
                                .count()
                        / 400.0)
                .isCloseTo(0.155, within(0.073));
    }

    @Test
    void knowsTheUsualPath() {
        assertThat(IntStream.of(0, 1, 2, 3, 256, 1000)
                        .mapToDouble(IsolationTrees::usualPath)
                        .toArray())
                .containsExactly(new double[] {0, 0, 1, 1.2073923, 10.2447704, 12.9699409}, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 40", "0.5, 200", "0.0025, 1"})
    void setsTheThresholdByTheContamination(double share, int anomalies) {
        PreparedMatrix rows = wavesWithAnomalies();

        IsolationTrees model = fit(rows, Map.of("contamination", share));

        assertThat(Arrays.stream(model.predict(rows.features()))
                        .filter(score -> score > model.threshold())
                        .count())
                .isEqualTo(anomalies);
    }

    @Test
    void goesOnFromACheckpointToTheSameModel() {
        PreparedMatrix rows = wavesWithAnomalies();
        FitInput input = input(rows, Map.of("trees", 60, "max_features", 0.7, "contamination", 0.1));
        RecordingMonitor undisturbed = RecordingMonitor.threads(1);
        IsolationTrees whole = (IsolationTrees) forest.fit(input, undisturbed).predictor();
        Checkpoint middle = undisturbed.checkpoints.get(7);

        RecordingMonitor resumed = RecordingMonitor.from(middle);
        IsolationTrees continued = (IsolationTrees) forest.fit(input, resumed).predictor();

        assertThat(middle.step()).isEqualTo(24);
        assertThat(resumed.checkpoints).hasSize(12);
        assertThat(continued).usingRecursiveComparison().isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void stopsInTheMiddleOfTheForest(int threads) {
        FitInput input = input(wavesWithAnomalies(), Map.of("trees", 1000));
        RecordingMonitor monitor = RecordingMonitor.cancelledAfter(70, threads);

        assertThatThrownBy(() -> forest.fit(input, monitor)).isInstanceOf(CancellationException.class);

        assertThat(monitor.looks.get()).isLessThan(160);
        assertThat(monitor.progress).hasSize(1);
    }

    @Test
    void drawsAsManyRowsAsAsked() {
        PreparedMatrix rows = wavesWithAnomalies();

        assertThat(fit(rows, Map.of()).usual()).isEqualTo(IsolationTrees.usualPath(256));
        assertThat(fit(rows, Map.of("max_samples", 32)).usual()).isEqualTo(IsolationTrees.usualPath(32));
        assertThat(fit(rows, Map.of("max_samples", 0.5)).usual()).isEqualTo(IsolationTrees.usualPath(200));
        assertThat(fit(rows, Map.of("max_samples", 1000)).usual()).isEqualTo(IsolationTrees.usualPath(400));
    }

    @Test
    void tellsNothingFromOneRowOrFromRowsThatAreAllTheSame() {
        PreparedMatrix alone =
                new PreparedMatrix(new Matrix(1, Samples.features(2), new float[] {1, 2}), new double[1]);
        PreparedMatrix same = new PreparedMatrix(new Matrix(50, Samples.features(2), new float[100]), new double[50]);

        assertThat(fit(alone, Map.of()).predict(alone.features())).containsExactly(0.5);
        IsolationTrees model = fit(same, Map.of("contamination", 0.1));
        assertThat(Arrays.stream(model.predict(same.features())))
                .allMatch(score -> Math.abs(score - 0.5) < 1e-6)
                .noneMatch(score -> score > model.threshold());
    }

    @ParameterizedTest
    @CsvSource({"contamination, 0", "contamination, 0.6", "contamination, -0.1", "max_features, 0", "trees, 0"})
    void refusesSettingsOutOfRange(String name, double value) {
        assertThatThrownBy(() -> forest.hyperparameters().resolve(Map.of(name, value)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(name + " takes a");
    }

    /** Every twentieth row lies farther out. */
    private static PreparedMatrix wavesWithAnomalies() {
        float[] values = new float[400 * 3];
        for (int i = 0; i < 400; i++) {
            for (int j = 0; j < 3; j++) {
                values[i * 3 + j] = (float) (Math.sin(1.0 + i * (j + 1) * 0.7) + (j * 0.1) * Math.cos(i * 0.3));
                values[i * 3 + j] *= i % 20 == 7 ? 1.4f : 1;
            }
        }
        return Samples.with(new Matrix(400, Samples.features(3), values), row -> row % 20 == 7 ? 1 : 0);
    }

    private FitInput input(PreparedMatrix rows, Map<String, Object> settings) {
        return Samples.input(forest, Task.ANOMALY_DETECTION, rows, settings);
    }

    private IsolationTrees fit(PreparedMatrix rows, Map<String, Object> settings) {
        return (IsolationTrees)
                forest.fit(input(rows, settings), RecordingMonitor.threads(1)).predictor();
    }

    private static double auc(double[] scores, double[] truth) {
        double above = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                above += truth[i] > truth[j] ? (Math.signum(scores[i] - scores[j]) + 1) / 2 : 0;
            }
        }
        double anomalies = Arrays.stream(truth).sum();
        return above / (anomalies * (scores.length - anomalies));
    }
}
