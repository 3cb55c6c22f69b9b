package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomForestTest {
    private final RandomForest forest = new RandomForest();

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5})
    void givesTheSameForestWhateverTheThreads(int classes) {
        FitInput input = Samples.input(
                forest, Samples.noisy(200, 5, classes, 2), classes, Map.of("trees", 15, "max_features", "all"));

        double[] one = predict(forest.fit(input, RecordingMonitor.threads(1)), input);
        double[] three = predict(forest.fit(input, RecordingMonitor.threads(3)), input);

        assertThat(three).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void goesOnFromACheckpointToTheSameForest(int classes) {
        FitInput input = Samples.input(forest, Samples.noisy(200, 5, classes, 3), classes, Map.of("trees", 12));
        RecordingMonitor undisturbed = RecordingMonitor.threads(1);
        Fit whole = forest.fit(input, undisturbed);

        Fit continued = forest.fit(input, RecordingMonitor.from(undisturbed.checkpoints.get(4)));

        assertThat(predict(continued, input)).isEqualTo(predict(whole, input));
        assertThat(continued.importances()).isEqualTo(whole.importances());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void stopsInTheMiddleOfATree(int threads) {
        FitInput input = Samples.input(forest, Samples.noisy(2000, 5, 2, 4), 2, Map.of("trees", 1000));
        RecordingMonitor monitor = RecordingMonitor.cancelledAfter(30, threads);

        assertThatThrownBy(() -> forest.fit(input, monitor)).isInstanceOf(CancellationException.class);

        assertThat(monitor.checkpoints).isEmpty();
        assertThat(monitor.looks.get()).isLessThan(100);
    }

    @Test
    void splitsYesOrNoFeaturesWhateverTheOrderOfTheRows() {
        Random random = new Random(5);
        float[] values = new float[400];
        double[] target = new double[400];
        for (int row = 0; row < 400; row++) {
            values[row] = random.nextInt(2);
            target[row] = random.nextInt(10) == 0 ? 1 - values[row] : values[row];
        }
        PreparedMatrix rows = new PreparedMatrix(new Matrix(400, Samples.features(1), values), target);

        Fit fit = forest.fit(Samples.input(forest, rows, 2, Map.of("trees", 20)), RecordingMonitor.threads(1));

        double[] probabilities = fit.predictor().predict(rows.features());
        for (int row = 0; row < 400; row++) {
            assertThat(probabilities[2 * row + (int) values[row]]).isGreaterThan(0.8);
        }
    }

    @Test
    void splitsValuesThatDifferByLittle() {
        float[] values = new float[100];
        double[] target = new double[100];
        for (int row = 0; row < 100; row++) {
            values[row] = row * 1e-10f;
            target[row] = row < 50 ? 1 : 2;
        }
        PreparedMatrix rows = new PreparedMatrix(new Matrix(100, Samples.features(1), values), target);

        double[] predicted = predict(
                forest.fit(Samples.input(forest, rows, 0, Map.of("trees", 10)), RecordingMonitor.threads(1)),
                Samples.input(forest, rows, 0, Map.of()));

        assertThat(predicted[0]).isCloseTo(1, within(1e-6));
        assertThat(predicted[99]).isCloseTo(2, within(1e-6));
    }

    @Test
    void tellsHowFarItIsAndWhatTheLossIs() {
        PreparedMatrix rows = Samples.noisy(300, 5, 2, 6);
        RecordingMonitor monitor = RecordingMonitor.threads(1);

        Fit fit = forest.fit(Samples.input(forest, rows, Samples.noisy(100, 5, 2, 7), 2, Map.of("trees", 40)), monitor);

        assertThat(monitor.progress).isSorted().hasSize(20).endsWith(1.0);
        assertThat(monitor.values("loss")).hasSize(20).allMatch(loss -> loss > 0 && loss < 0.5);
        List<Double> test = monitor.values("eval_loss").toList();
        assertThat(test.getLast()).isLessThan(test.getFirst());
        assertThat(fit.importances()[0] + fit.importances()[1])
                .isGreaterThan(Arrays.stream(fit.importances()).sum() / 2);
    }

    private static double[] predict(Fit fit, FitInput input) {
        return fit.predictor().predict(input.train().features());
    }
}
