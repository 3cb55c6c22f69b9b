package dev.millrace.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
    @Test
    void expectsAtAPointWhatItSawThereAndIsUnsureFarAway() {
        double[][] points = new double[20][];
        double[] values = new double[20];
        for (int i = 0; i < 20; i++) {
            points[i] = new double[] {i / 60.0};
            values[i] = Math.sin(20 * points[i][0]);
        }
        GaussianProcess process = GaussianProcess.fit(new boolean[1], points, values, new SplittableRandom(1))
                .orElseThrow();
        GaussianProcess.Prediction seen = process.at(new double[] {5 / 60.0});
        assertThat(seen.mean()).isCloseTo(values[5], within(0.02));
        assertThat(seen.deviation()).isLessThan(0.05);
        assertThat(process.at(new double[] {0.9}).deviation()).isGreaterThan(0.3);
    }

    @Test
    void descendsByTheGradientThatItsLossHas() {
        SplittableRandom random = new SplittableRandom(2);
        double[][] points = new double[12][];
        double[] values = new double[12];
        for (int i = 0; i < 12; i++) {
            points[i] = new double[] {random.nextDouble(), random.nextInt(3) / 3.0, random.nextDouble()};
            values[i] = random.nextGaussian();
        }
        boolean[] categorical = {false, true, false};
        double[] at = {0.3, -0.5, 1, 0.2, -3};
        double[] gradient = new double[5];
        GaussianProcess.loss(categorical, points, values, at, gradient);
        for (int i = 0; i < at.length; i++) {
            double[] above = at.clone();
            double[] below = at.clone();
            above[i] += 1e-5;
            below[i] -= 1e-5;
            double slope = (GaussianProcess.loss(categorical, points, values, above, new double[5])
                            - GaussianProcess.loss(categorical, points, values, below, new double[5]))
                    / 2e-5;
            assertThat(gradient[i]).isCloseTo(slope, within(1e-4));
        }
    }

    @Test
    void hasTheLogarithmOfTheExpectedImprovementFarBelowToo() {
        assertThat(ExpectedImprovement.logarithm(0, 1, 0))
                .isCloseTo(Math.log(1 / Math.sqrt(2 * Math.PI)), within(1e-12));
        double justAbove = ExpectedImprovement.logarithm(24.99, 1, 0);
        double justBelow = ExpectedImprovement.logarithm(25.01, 1, 0);
        assertThat(justAbove - justBelow).isCloseTo(25 * 0.02, within(0.01));
        assertThat(ExpectedImprovement.logarithm(1e6, 1, 0)).isLessThan(-1e11).isFinite();
    }
}
