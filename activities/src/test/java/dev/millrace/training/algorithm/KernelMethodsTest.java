package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.KernelPairs;
import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Support vector machines and Gaussian processes; the expected numbers are scikit-learn's (tol=1e-9). */
final class KernelMethodsTest {
    private static final Matrix QUERY =
            new Matrix(2, Samples.features(3), new float[] {0.3f, -0.2f, 0.5f, -0.9f, 0.8f, 0.1f});
    private final SupportVectorMachine svm = new SupportVectorMachine();
    private final Matrix waves = Samples.waves();

    static List<Arguments> machines() {
        return List.of(
                Arguments.of(Map.of(), new double[] {-0.3982679, 1.2156832}, 29),
                Arguments.of(Map.of("gamma", 0.5, "C", 10), new double[] {0.3509553, 1.789823}, 11),
                Arguments.of(Map.of("kernel", "linear"), new double[] {-0.2995352, 2.8533533}, 26),
                Arguments.of(
                        Map.of("kernel", "poly", "coef0", 1, "degree", 2), new double[] {0.2173696, 3.1841709}, 20),
                Arguments.of(Map.of("class_weight", "balanced", "C", 0.3), new double[] {-0.5365878, 1.1390945}, 45));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void findsLibsvmsMarginsAndSupportVectors(Map<String, Object> settings, double[] expected, int supportVectors) {
        PreparedMatrix rows = Samples.with(waves, row -> Samples.signal(waves, row) > 0.5 ? 1 : 0);

        KernelPairs model = (KernelPairs)
                fit(svm, rows, 2, Samples.and(settings, "tol", 1e-9)).predictor();

        double[] plain = new KernelPairs(
                        model.rows(),
                        model.ends(),
                        model.coefficients(),
                        model.intercepts(),
                        new double[] {1},
                        new double[1])
                .predict(QUERY);
        double[] margins = {Math.log(plain[0] / plain[1]), Math.log(plain[2] / plain[3])};
        assertThat(margins).containsExactly(expected, within(1e-5));
        assertThat(model.rows().size()).isEqualTo(supportVectors);
    }

    static List<Arguments> regressions() {
        return List.of(
                Arguments.of(Map.of(), new double[] {1.4263519, -2.1041489}),
                Arguments.of(Map.of("kernel", "linear", "C", 3, "epsilon", 0.5), new double[] {1.4557539, -2.7119456}),
                Arguments.of(Map.of("gamma", "auto"), new double[] {1.7745161, -2.4065957}));
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void predictsWhatLibsvmsRegressionDoes(Map<String, Object> settings, double[] expected) {
        PreparedMatrix rows = Samples.with(waves, row -> Samples.signal(waves, row));

        Fit fit = fit(new SupportVectorRegression(), rows, 0, Samples.and(settings, "tol", 1e-9));

        assertThat(fit.predictor().predict(QUERY)).containsExactly(expected, within(1e-5));
    }

    @Test
    void probabilitiesOfManyClassesFollowTheRows() {
        PreparedMatrix rows = Samples.noisy(300, 4, 4, 11);

        double[] probabilities = fit(svm, rows, 4, Map.of()).predictor().predict(rows.features());

        int right = 0;
        for (int row = 0; row < 300; row++) {
            double[] own = Arrays.copyOfRange(probabilities, row * 4, row * 4 + 4);
            assertThat(Arrays.stream(own).sum()).isCloseTo(1, within(1e-9));
            double most = Arrays.stream(own).max().orElseThrow();
            right += own[(int) rows.target()[row]] == most ? 1 : 0;
        }
        assertThat(right).isGreaterThan(210);
    }

    @Test
    void stopsInTheMiddleOfASolve() {
        PreparedMatrix rows = Samples.noisy(3000, 6, 2, 12);
        RecordingMonitor monitor = RecordingMonitor.cancelledAfter(20, 1);

        assertThatThrownBy(() -> svm.fit(Samples.input(svm, rows, 2, Map.of("C", 1000)), monitor))
                .isInstanceOf(CancellationException.class);
        assertThat(monitor.progress).isEmpty();
    }

    @Test
    void gaussianProcessPredictsWhatScikitLearnDoes() {
        PreparedMatrix rows = Samples.with(waves, row -> Samples.signal(waves, row));

        Fit fit = fit(
                new GaussianProcess(),
                rows,
                0,
                Map.of("signal", 2, "length_scale", 1.5, "noise", 0.1, "optimizer", "none"));

        assertThat(fit.predictor().predict(QUERY)).containsExactly(new double[] {1.5052084, -2.5703652}, within(1e-5));
    }

    @Test
    void gaussianProcessFindsTheSettingsOfTheLargestMarginalLikelihood() {
        PreparedMatrix rows = Samples.with(waves, row -> Samples.signal(waves, row) + (row * 7919 % 13 - 6) * 0.3);

        Fit fit = fit(new GaussianProcess(), rows, 0, Map.of());

        assertThat(fit.predictor().predict(QUERY)).containsExactly(new double[] {1.2997, -2.6131}, within(1e-3));
    }

    @Test
    void gaussianProcessNamesWhatTakesMoreRows() {
        assertThatThrownBy(() -> fit(new GaussianProcess(), Samples.noisy(5001, 2, 0, 1), 0, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("at most 5000 rows")
                .hasMessageContaining("svr");
    }

    private static Fit fit(Algorithm algorithm, PreparedMatrix rows, int classes, Map<String, Object> parameters) {
        return algorithm.fit(Samples.input(algorithm, rows, classes, parameters), RecordingMonitor.threads(1));
    }
}
