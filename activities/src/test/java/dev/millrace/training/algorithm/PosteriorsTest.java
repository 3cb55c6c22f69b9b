package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Naive Bayes, the discriminants and neighbours; the expected probabilities are scikit-learn's. */
final class PosteriorsTest {
    private static final Matrix QUERY =
            new Matrix(2, Samples.features(3), new float[] {0.3f, -0.2f, 0.5f, -0.9f, 0.8f, 0.1f});

    static List<Arguments> expected() {
        return List.of(
                Arguments.of(new NaiveBayes(), Map.of("var_smoothing", 1e-3), new double[] {
                    0, 0.998893893, 0.001106107, 0.897648349, 0.102351651, 0, 0.836941043, 0.022750314
                }),
                Arguments.of(new LinearDiscriminant(), Map.of(), new double[] {
                    0, 0.405024886, 0.594975114, 0.999910484, 8.9516e-05, 0, 0.941831686, 0.003342435
                }),
                Arguments.of(new QuadraticDiscriminant(), Map.of(), new double[] {
                    0, 0.999999996, 4e-09, 0.002903528, 0.997096472, 0, 0.884025989, 0
                }),
                Arguments.of(new QuadraticDiscriminant(), Map.of("reg_param", 0.3), new double[] {
                    0.016243656,
                    0.585471523,
                    0.398284822,
                    0.779019636,
                    0.217036891,
                    0.003943473,
                    0.744571512,
                    0.023370415
                }),
                Arguments.of(new NearestNeighbours(), Map.of("k", 7), new double[] {
                    0, 0, 1, 0.714285714, 0.285714286, 0, 1, 0
                }),
                Arguments.of(new NearestNeighbours(), Map.of("k", 4, "weights", "distance"), new double[] {
                    0, 0, 1, 0.78920313, 0.21079687, 0, 1, 0
                }));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void areScikitLearns(Algorithm algorithm, Map<String, Object> parameters, double[] expected) {
        Matrix waves = Samples.waves();
        PreparedMatrix three = Samples.with(waves, row -> level(Samples.signal(waves, row)));
        PreparedMatrix two = Samples.with(waves, row -> Samples.signal(waves, row) > 0 ? 1 : 0);

        double[] ofThree = predict(algorithm, three, 3, parameters);
        double[] ofTwo = predict(algorithm, two, 2, parameters);

        double[] all = {ofThree[0], ofThree[1], ofThree[2], ofThree[3], ofThree[4], ofThree[5], ofTwo[1], ofTwo[3]};
        assertThat(all).containsExactly(expected, within(1e-5));
    }

    @Test
    void aClassWithoutRowsIsNeverPredicted() {
        PreparedMatrix rows = Samples.noisy(60, 3, 2, 1);
        for (Algorithm algorithm : List.of(new NaiveBayes(), new LinearDiscriminant(), new QuadraticDiscriminant())) {
            double[] probabilities = predict(algorithm, rows, 3, Map.of());

            assertThat(probabilities[2]).as(algorithm.id()).isZero();
            assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void ldaPassesOverAFeatureThatFollowsFromOthers() {
        PreparedMatrix rows = Samples.noisy(80, 2, 2, 3);
        float[] values = new float[80 * 3];
        for (int row = 0; row < 80; row++) {
            values[row * 3] = rows.features().get(row, 0);
            values[row * 3 + 1] = rows.features().get(row, 1);
            values[row * 3 + 2] = rows.features().get(row, 0) * 2;
        }
        PreparedMatrix twice = new PreparedMatrix(new Matrix(80, Samples.features(3), values), rows.target());

        Fit with = fit(new LinearDiscriminant(), twice, 2, Map.of());
        Fit without = fit(new LinearDiscriminant(), rows, 2, Map.of());

        assertThat(with.predictor().predict(twice.features()))
                .containsExactly(without.predictor().predict(rows.features()), within(1e-6));
        assertThatThrownBy(() -> fit(new QuadraticDiscriminant(), twice, 2, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("singular")
                .hasMessageContaining("reg_param");
        assertThat(fit(new QuadraticDiscriminant(), twice, 2, Map.of("reg_param", 0.1))
                        .predictor()
                        .outputs())
                .isEqualTo(2);
    }

    @Test
    void refusesMoreNeighboursThanThereAreRows() {
        assertThatThrownBy(() -> fit(new NearestNeighbours(), Samples.noisy(20, 2, 2, 1), 2, Map.of("k", 21)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("at most 20");
    }

    private static double level(double signal) {
        return signal < -1 ? 0 : signal < 1 ? 1 : 2;
    }

    private static double[] predict(
            Algorithm algorithm, PreparedMatrix rows, int classes, Map<String, Object> parameters) {
        return fit(algorithm, rows, classes, parameters).predictor().predict(QUERY);
    }

    private static Fit fit(Algorithm algorithm, PreparedMatrix rows, int classes, Map<String, Object> parameters) {
        return algorithm.fit(Samples.input(algorithm, rows, classes, parameters), RecordingMonitor.threads(1));
    }
}
