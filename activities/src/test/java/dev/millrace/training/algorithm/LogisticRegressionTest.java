package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.LinearModel;
import dev.millrace.models.Matrix;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The expected coefficients are scikit-learn's, LogisticRegression(tol=1e-10). */
final class LogisticRegressionTest {
    private static final Offset<Double> CLOSE = within(1e-5);
    private final LogisticRegression logistic = new LogisticRegression();
    private final Matrix waves = Samples.waves();

    @Test
    void findsScikitLearnsCoefficientsForTwoClasses() {
        LinearModel model = fit(2, Map.of("tol", 1e-9));

        assertThat(model.coefficients()).containsExactly(new double[] {1.8155259, -2.0526640, 0.3517557}, CLOSE);
        assertThat(model.intercepts()).containsExactly(new double[] {-0.4509199}, CLOSE);
    }

    @Test
    void drawsCoefficientsToZeroAsScikitLearnDoes() {
        LinearModel model = fit(2, Map.of("C", 0.1, "tol", 1e-9));

        assertThat(model.coefficients()).containsExactly(new double[] {0.5770946, -0.7089809, 0.0200985}, CLOSE);
        assertThat(model.intercepts()).containsExactly(new double[] {-0.1529366}, CLOSE);
    }

    @Test
    void findsScikitLearnsCoefficientsForThreeClasses() {
        LinearModel model = fit(3, Map.of("tol", 1e-9));

        assertThat(model.coefficients())
                .containsExactly(
                        new double[] {
                            -1.8849756,
                            1.4448370,
                            -0.5212868,
                            0.7402155,
                            0.6273822,
                            0.1558648,
                            1.1447601,
                            -2.0722191,
                            0.3654220
                        },
                        CLOSE);
        assertThat(model.intercepts()).containsExactly(new double[] {-0.3968319, 0.4925916, -0.0957596}, CLOSE);
    }

    @Test
    void findsScikitLearnsCoefficientsOfBalancedClasses() {
        PreparedMatrix rows = Samples.with(waves, row -> Samples.signal(waves, row) > -0.8 ? 1 : 0);
        FitInput input = Samples.input(logistic, rows, 2, Map.of("tol", 1e-9, "class_weight", "balanced"));

        LinearModel model =
                (LinearModel) logistic.fit(input, RecordingMonitor.threads(1)).predictor();

        assertThat(model.coefficients()).containsExactly(new double[] {2.4215288, -1.8494490, 0.9742264}, CLOSE);
        assertThat(model.intercepts()).containsExactly(new double[] {1.0569612}, CLOSE);
    }

    @Test
    void stopsBetweenEvaluations() {
        RecordingMonitor monitor = RecordingMonitor.cancelledAfter(4, 1);

        assertThatThrownBy(() -> logistic.fit(input(2, Map.of()), monitor)).isInstanceOf(CancellationException.class);
    }

    @Test
    void reportsAFallingLossAndItsProgress() {
        RecordingMonitor monitor = RecordingMonitor.threads(1);

        logistic.fit(input(2, Map.of()), monitor);

        List<Double> loss = monitor.values("loss").toList();
        assertThat(loss).hasSizeGreaterThan(5);
        assertThat(loss.getFirst()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(loss.getLast()).isLessThan(0.5);
        assertThat(monitor.progress).isSorted().endsWith(1.0);
    }

    @Test
    void isTheSameWhateverTheThreads() {
        FitInput input = Samples.input(logistic, Samples.noisy(20_000, 4, 3, 1), 3, Map.of("max_iter", 10));

        LinearModel one =
                (LinearModel) logistic.fit(input, RecordingMonitor.threads(1)).predictor();
        LinearModel two =
                (LinearModel) logistic.fit(input, RecordingMonitor.threads(2)).predictor();

        assertThat(two.coefficients()).isEqualTo(one.coefficients());
    }

    private LinearModel fit(int classes, Map<String, Object> parameters) {
        return (LinearModel) logistic.fit(input(classes, parameters), RecordingMonitor.threads(1))
                .predictor();
    }

    private FitInput input(int classes, Map<String, Object> parameters) {
        PreparedMatrix rows = Samples.with(waves, row -> {
            double signal = Samples.signal(waves, row);
            return classes == 2 ? (signal > 0.2 ? 1 : 0) : signal < -0.7 ? 0 : signal < 0.9 ? 1 : 2;
        });
        return Samples.input(logistic, rows, classes, parameters);
    }
}
