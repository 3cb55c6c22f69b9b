package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import dev.millrace.training.Task;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link Algorithm} promises, of each one there is. */
final class AlgorithmContractTest {
    static Stream<Arguments> algorithms() {
        return Algorithms.builtIn().all().stream()
                .flatMap(algorithm -> algorithm.tasks().stream().map(task -> Arguments.of(algorithm, task)));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void givesTheSamePredictorWhateverTheThreads(Algorithm algorithm, Task task) {
        PreparedMatrix rows = Samples.rows(task, 150, 5);
        FitInput input = Samples.input(algorithm, task, rows, Map.of());

        double[] one = predict(algorithm.fit(input, RecordingMonitor.threads(1)), Samples.asked(task, rows));
        double[] three = predict(algorithm.fit(input, RecordingMonitor.threads(3)), Samples.asked(task, rows));

        assertThat(three).isEqualTo(one);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void stopsAtTheFirstLook(Algorithm algorithm, Task task) {
        FitInput input = Samples.input(algorithm, task, Samples.rows(task, 150, 5), Map.of());

        assertThatThrownBy(() -> algorithm.fit(input, RecordingMonitor.cancelledAfter(0, 1)))
                .isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void givesFiniteNumbersForConstantFeaturesAndARowAlone(Algorithm algorithm, Task task) {
        float[] values = new float[40 * 2];
        double[] target = new double[40];
        for (int row = 0; row < 40; row++) {
            values[2 * row] = 1;
            values[2 * row + 1] = row % 7;
            target[row] = Samples.classes(task) == 0 ? row % 7 + row % 3 : row == 39 ? 2 : row % 2;
        }
        PreparedMatrix rows = new PreparedMatrix(new Matrix(40, Samples.features(2), values), target);
        try {
            Fit fit = algorithm.fit(Samples.input(algorithm, task, rows, Map.of()), RecordingMonitor.threads(1));

            assertThat(predict(fit, Samples.asked(task, rows))).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
            assertThat(List.of(0, 2)).contains(fit.importances().length);
        } catch (Problem refused) {
            assertThat(refused).hasMessageContaining("give a");
        }
    }

    private static double[] predict(Fit fit, Matrix rows) {
        return fit.predictor().predict(rows);
    }
}
