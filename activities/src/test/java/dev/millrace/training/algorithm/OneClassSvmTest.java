package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Matrix;
import dev.millrace.models.OneClassMachine;
import dev.millrace.problems.Problem;
import dev.millrace.training.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected numbers are scikit-learn's decision function, turned round (tol=1e-9). */
final class OneClassSvmTest {
    private static final Matrix QUERY = new Matrix(3, Samples.features(3), new float[] {
        0.3f,
        -0.2f,
        0.5f,
        -0.9f,
        0.8f,
        0.1f,
        Samples.waves().get(0, 0),
        Samples.waves().get(0, 1),
        Samples.waves().get(0, 2)
    });
    private final OneClassSvm machine = new OneClassSvm();
    private final PreparedMatrix rows = Samples.with(Samples.waves(), row -> Double.NaN);

    static List<Arguments> machines() {
        return List.of(
                Arguments.of(Map.of(), new double[] {-1.36989755, 0.65833577, 0.49966002}, 32),
                Arguments.of(Map.of("gamma", 0.5, "nu", 0.1), new double[] {-0.41004905, -0.00912566, 0}, 10),
                Arguments.of(
                        Map.of("kernel", "poly", "coef0", 1, "degree", 2, "nu", 0.2),
                        new double[] {1.65993168, -1.30614607, -0.96065148},
                        13));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void findsLibsvmsDecisionFunction(Map<String, Object> settings, double[] expected, int supportVectors) {
        OneClassMachine model = fit(Samples.and(settings, "tol", 1e-9));

        assertThat(model.predict(QUERY)).containsExactly(expected, within(1e-5));
        assertThat(model.distance().rows().size()).isEqualTo(supportVectors);
        assertThat(fit(settings).predict(QUERY)).containsExactly(expected, within(3e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.9})
    void leavesAboutTheShareNuOutside(double nu) {
        OneClassMachine model = fit(Map.of("nu", nu, "tol", 1e-9));

        long outside = Arrays.stream(model.predict(rows.features()))
                .filter(score -> score > 1e-6)
                .count();
        assertThat(outside / 60.0).isBetween(nu - 0.1, nu);
        assertThat(model.threshold()).isZero();
    }

    @Test
    void takesEveryRowAsSupportVectorWhereNuIsOne() {
        OneClassMachine model = fit(Map.of("nu", 1));

        assertThat(model.distance().rows().size()).isEqualTo(60);
        assertThat(Arrays.stream(model.predict(QUERY))).allMatch(Double::isFinite);
    }

    @Test
    void worksWithOneRowAndWithRowsThatAreAllTheSame() {
        PreparedMatrix alone =
                new PreparedMatrix(new Matrix(1, Samples.features(2), new float[] {1, 2}), new double[1]);
        PreparedMatrix same = new PreparedMatrix(new Matrix(50, Samples.features(2), new float[100]), new double[50]);

        for (PreparedMatrix some : List.of(alone, same)) {
            FitInput input = Samples.input(machine, Task.ANOMALY_DETECTION, some, Map.of());
            double[] scores =
                    machine.fit(input, RecordingMonitor.threads(1)).predictor().predict(some.features());
            assertThat(Arrays.stream(scores)).allMatch(score -> Math.abs(score) < 1e-6);
        }
    }

    @Test
    void stopsWhileItSolves() {
        FitInput input = Samples.input(
                machine, Task.ANOMALY_DETECTION, Samples.rows(Task.ANOMALY_DETECTION, 4000, 3), Map.of("tol", 1e-9));

        assertThatThrownBy(() -> machine.fit(input, RecordingMonitor.cancelledAfter(3, 1)))
                .isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1.01})
    void refusesANuOutOfRange(double nu) {
        assertThatThrownBy(() -> machine.hyperparameters().resolve(Map.of("nu", nu)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("above 0.0 to 1.0");
    }

    private OneClassMachine fit(Map<String, Object> settings) {
        FitInput input = Samples.input(machine, Task.ANOMALY_DETECTION, rows, settings);
        return (OneClassMachine) machine.fit(input, RecordingMonitor.threads(1)).predictor();
    }
}
