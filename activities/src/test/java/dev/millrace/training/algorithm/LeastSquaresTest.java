package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.LinearModel;
import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected coefficients are scikit-learn's: LinearRegression, Ridge(solver="cholesky"), Lasso and ElasticNet. */
final class LeastSquaresTest {
    private static final Offset<Double> CLOSE = within(1e-6);
    private final PreparedMatrix rows = Samples.waveValues();

    @Test
    void ordinaryFindsScikitLearnsCoefficients() {
        LinearModel model = fit(LeastSquares.ordinary(), rows, Map.of(), 1);

        assertThat(model.coefficients()).containsExactly(new double[] {4.513201037, -5.989316726, 2.739660922}, CLOSE);
        assertThat(model.intercepts()[0]).isCloseTo(7.002747405, CLOSE);
    }

    @Test
    void ordinaryFindsTheShortestCoefficientsWhereFeaturesDependOnOneAnother() {
        float[] values = new float[60 * 5];
        for (int row = 0; row < 60; row++) {
            float a = rows.features().get(row, 0);
            float b = rows.features().get(row, 1);
            float c = rows.features().get(row, 2);
            System.arraycopy(new float[] {a, b, c, a + b, 1}, 0, values, row * 5, 5);
        }
        PreparedMatrix dependent = new PreparedMatrix(new Matrix(60, Samples.features(5), values), rows.target());

        LinearModel model = fit(LeastSquares.ordinary(), dependent, Map.of(), 1);

        assertThat(model.coefficients())
                .containsExactly(new double[] {5.005239600, -5.497278163, 2.739660922, -0.492038563, 0}, within(1e-5));
        assertThat(model.intercepts()[0]).isCloseTo(7.002747405, CLOSE);
    }

    @Test
    void ordinaryAnswersWithTheMeanWhereFeaturesAreConstant() {
        PreparedMatrix constant =
                new PreparedMatrix(new Matrix(3, Samples.features(2), new float[6]), new double[] {1, 2, 6});

        LinearModel model = fit(LeastSquares.ordinary(), constant, Map.of(), 1);

        assertThat(model.coefficients()).containsOnly(0);
        assertThat(model.intercepts()[0]).isCloseTo(3, CLOSE);
    }

    @Test
    void ridgeFindsScikitLearnsCoefficients() {
        LinearModel model = fit(LeastSquares.ridge(), rows, Map.of("alpha", 1.0), 1);

        assertThat(model.coefficients()).containsExactly(new double[] {4.374765162, -5.801090594, 2.655626693}, CLOSE);
        assertThat(model.intercepts()[0]).isCloseTo(7.000305115, CLOSE);
    }

    @Test
    void ridgeFindsScikitLearnsCoefficientsWithAStrongPenalty() {
        LinearModel model = fit(LeastSquares.ridge(), rows, Map.of("alpha", 10.0), 2);

        assertThat(model.coefficients()).containsExactly(new double[] {3.428275097, -4.522050382, 2.081229773}, CLOSE);
        assertThat(model.intercepts()[0]).isCloseTo(6.983763228, CLOSE);
    }

    @Test
    void ridgeAsksForALargerAlphaWhereFeaturesDoNotDetermineTheirCoefficients() {
        PreparedMatrix twice = new PreparedMatrix(
                new Matrix(3, Samples.features(2), new float[] {1, 1, 2, 2, 4, 4}), new double[] {1, 2, 3});

        assertThatThrownBy(() -> fit(LeastSquares.ridge(), twice, Map.of("alpha", 0), 1))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("larger alpha");
    }

    @Test
    void lassoFindsScikitLearnsCoefficients() {
        LinearModel model = fit(LeastSquares.lasso(), rows, Map.of("alpha", 0.5, "tol", 1e-12), 2);

        assertThat(model.coefficients()).containsExactly(new double[] {3.574523266, -5.008085083, 1.789911994}, CLOSE);
        assertThat(model.intercepts()[0]).isCloseTo(6.989214236, CLOSE);
    }

    @Test
    void lassoLeavesOutEverythingUnderAStrongPenalty() {
        LinearModel model = fit(LeastSquares.lasso(), rows, Map.of("alpha", 100.0), 1);

        assertThat(model.coefficients()).containsOnly(0);
    }

    @Test
    void elasticNetFindsScikitLearnsCoefficients() {
        LinearModel model =
                fit(LeastSquares.elasticNet(), rows, Map.of("alpha", 0.5, "l1_ratio", 0.3, "tol", 1e-12), 1);

        assertThat(model.coefficients()).containsExactly(new double[] {2.541293611, -3.387607109, 1.475075993}, CLOSE);
        assertThat(model.intercepts()[0]).isCloseTo(6.969028208, CLOSE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8})
    void stops(int looks) {
        FitInput input = Samples.input(LeastSquares.lasso(), rows, 0, Map.of("tol", 1e-12, "alpha", 1e-3));

        assertThatThrownBy(() -> LeastSquares.lasso().fit(input, RecordingMonitor.cancelledAfter(looks, 1)))
                .isInstanceOf(CancellationException.class);
    }

    private static LinearModel fit(
            LeastSquares algorithm, PreparedMatrix rows, Map<String, Object> parameters, int threads) {
        FitInput input = Samples.input(algorithm, rows, 0, parameters);
        return (LinearModel)
                algorithm.fit(input, RecordingMonitor.threads(threads)).predictor();
    }
}
