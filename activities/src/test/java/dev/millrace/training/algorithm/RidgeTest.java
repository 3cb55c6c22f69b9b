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

/** The expected coefficients are scikit-learn's, Ridge(solver="cholesky"). */
final class RidgeTest {
    private static final Offset<Double> CLOSE = within(1e-6);
    private final Ridge ridge = new Ridge();
    private final PreparedMatrix rows;

    RidgeTest() {
        Matrix waves = Samples.waves();
        rows = Samples.with(waves, row -> 3 * Samples.signal(waves, row) + 7);
    }

    @Test
    void findsScikitLearnsCoefficients() {
        LinearModel model = fit(1.0, 1);

        assertThat(model.coefficients()).containsExactly(new double[] {4.374765162, -5.801090594, 2.655626693}, CLOSE);
        assertThat(model.intercepts()[0]).isCloseTo(7.000305115, CLOSE);
    }

    @Test
    void findsScikitLearnsCoefficientsWithAStrongPenalty() {
        LinearModel model = fit(10.0, 2);

        assertThat(model.coefficients()).containsExactly(new double[] {3.428275097, -4.522050382, 2.081229773}, CLOSE);
        assertThat(model.intercepts()[0]).isCloseTo(6.983763228, CLOSE);
    }

    @Test
    void asksForALargerAlphaWhereFeaturesDoNotDetermineTheirCoefficients() {
        PreparedMatrix twice = new PreparedMatrix(
                new Matrix(3, Samples.features(2), new float[] {1, 1, 2, 2, 4, 4}), new double[] {1, 2, 3});

        assertThatThrownBy(() -> ridge.fit(Samples.input(ridge, twice, 0, Map.of("alpha", 0)), monitor()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("larger alpha");
    }

    @Test
    void stops() {
        assertThatThrownBy(
                        () -> ridge.fit(Samples.input(ridge, rows, 0, Map.of()), RecordingMonitor.cancelledAfter(0, 1)))
                .isInstanceOf(CancellationException.class);
    }

    private LinearModel fit(double alpha, int threads) {
        FitInput input = Samples.input(ridge, rows, 0, Map.of("alpha", alpha));
        return (LinearModel) ridge.fit(input, RecordingMonitor.threads(threads)).predictor();
    }

    private static RecordingMonitor monitor() {
        return RecordingMonitor.threads(1);
    }
}
