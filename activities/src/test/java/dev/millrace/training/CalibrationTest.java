package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.training.EvaluationReport.CalibrationCurve;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
    private static final int ROWS = 200;

    /** scikit-learn 1.9: {@code calibration_curve(y, p, n_bins=10, strategy="quantile")} on the same rows. */
    private static final double[] SKLEARN_OBSERVED = {
        0.380952380952,
        0.421052631579,
        0.333333333333,
        0.35,
        0.421052631579,
        0.3,
        0.238095238095,
        0.25,
        0.3,
        0.368421052632
    };

    private static final double[] SKLEARN_PREDICTED = {
        0.044182621502,
        0.14378730331,
        0.241531664212,
        0.345360824742,
        0.44384156267,
        0.541237113402,
        0.646048109966,
        0.747422680412,
        0.850515463918,
        0.9
    };

    @Test
    void equalsScikitLearns() {
        int[] truth = new int[ROWS];
        double[] probabilities = new double[2 * ROWS];
        for (int row = 0; row < ROWS; row++) {
            truth[row] = row * 7919 % 101 % 3 == 0 ? 1 : 0;
            probabilities[2 * row + 1] = Math.min(row * 6133 % 97 / 97.0, 0.9);
            probabilities[2 * row] = 1 - probabilities[2 * row + 1];
        }

        List<CalibrationCurve> curves = Calibration.of(List.of("no", "yes"), truth, probabilities, null);

        assertThat(curves).extracting(CalibrationCurve::label).containsExactly("yes");
        assertThat(curves.getFirst().observed()).containsExactly(SKLEARN_OBSERVED, within(1e-9));
        assertThat(curves.getFirst().predicted()).containsExactly(SKLEARN_PREDICTED, within(1e-9));
        assertThat(Arrays.stream(curves.getFirst().rows()).sum()).isEqualTo(ROWS);
    }

    @Test
    void hasACurveForEachOfManyClassesAndOneBinWhereAllScoresAreEqual() {
        double third = 1.0 / 3;
        List<CalibrationCurve> curves = Calibration.of(
                List.of("a", "b", "c"),
                new int[] {0, 1, 1},
                new double[] {third, third, third, third, third, third, third, third, third},
                null);

        assertThat(curves).hasSize(3);
        assertThat(curves.get(1).observed()).containsExactly(new double[] {2.0 / 3}, within(1e-12));
        assertThat(curves.get(1).rows()).containsExactly(3);
    }
}
