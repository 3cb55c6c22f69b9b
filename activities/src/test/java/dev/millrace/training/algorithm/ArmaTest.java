package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.ForecastModel;
import dev.millrace.problems.Problem;
import dev.millrace.training.Task;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ArmaTest {
    private static final Offset<Double> CLOSE = within(0.5);

    /** The flow of the Nile at Aswan, 1871 to 1970 (Cobb 1978). */
    private static final double[] NILE = {
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
        831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865,
        845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
        918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
    };

    @Test
    void forecastsAsStatsmodelsDoes() {
        ForecastModel model = fit(NILE, Map.of("p", 1, "q", 1));

        // statsmodels 0.15, its search taken to the end:
        // ARIMA(nile, order=(1, 0, 1)).fit(method_kwargs=dict(maxiter=1000, pgtol=1e-10, factr=10)).get_forecast(3)
        assertThat(model.values()[0]).isCloseTo(800.3655, within(0.01));
        assertThat(model.values()[1]).isCloseTo(817.0868, within(0.01));
        assertThat(model.values()[2]).isCloseTo(831.4845, within(0.01));
        assertThat(model.lower()[0]).isCloseTo(523.937, within(0.02));
        assertThat(model.upper()[2]).isCloseTo(1134.964, within(0.02));
    }

    @Test
    void forecastsDifferencesAsStatsmodelsDoes() {
        ForecastModel model = fit(NILE, Map.of("p", 1, "d", 1, "q", 1));

        // statsmodels 0.15: ARIMA(nile, order=(1, 1, 1)).fit().get_forecast(3)
        assertThat(model.values()[0]).isCloseTo(816.30, CLOSE);
        assertThat(model.values()[2]).isCloseTo(840.71, CLOSE);
        assertThat(model.lower()[0]).isCloseTo(540.73, within(1.0));
        assertThat(model.upper()[2]).isCloseTo(1141.80, within(1.0));
    }

    @Test
    void recoversTheCoefficientsOfSimulatedData() {
        ArmaModel truth = new ArmaModel(new double[] {0.6, -0.3}, new double[] {0.5});
        double[] series = simulate(truth, 4000);

        ArmaModel found = new ArmaLikelihood(series, 2, 1, true, RecordingMonitor.threads(1)).best();

        assertThat(found.ar()[0]).isCloseTo(0.6, within(0.06));
        assertThat(found.ar()[1]).isCloseTo(-0.3, within(0.05));
        assertThat(found.ma()[0]).isCloseTo(0.5, within(0.06));
    }

    @Test
    void computesTheExactLikelihoodOfAnAutoregression() {
        double[] series = {1, -2, 0.5};
        ArmaModel.Filtered filtered = new ArmaModel(new double[] {0.8}, new double[0]).filter(series, 0);

        assertThat(filtered.variances()[0]).isCloseTo(1 / (1 - 0.64), within(1e-9));
        assertThat(filtered.errors()).containsExactly(new double[] {1, -2.8, 2.1}, within(1e-12));
    }

    @Test
    void comesBackFromPartialAutocorrelations() {
        double[] coefficients = {0.5, -0.4, 0.2};
        double[] free = new double[3];

        PartialAutocorrelations.free(coefficients, free, 0);

        assertThat(PartialAutocorrelations.coefficients(free, 0, 3)).containsExactly(coefficients, within(1e-12));
    }

    @Test
    void forecastsAConstantSeriesByItsValue() {
        double[] series = new double[30];
        java.util.Arrays.fill(series, 7.25);

        for (int d = 0; d <= 2; d++) {
            ForecastModel model = fit(series, Map.of("d", d));
            assertThat(model.values()).containsOnly(7.25);
            assertThat(model.upper()).containsOnly(7.25);
        }
    }

    @Test
    void continuesAStraightLineByItsDrift() {
        double[] series = IntStream.range(0, 40).mapToDouble(i -> 3 + 2.0 * i).toArray();

        assertThat(fit(series, Map.of("d", 1, "constant", "yes")).values()).containsExactly(83, 85, 87, 89, 91);
        assertThat(fit(series, Map.of("d", 2)).values()).containsExactly(83, 85, 87, 89, 91);
    }

    @Test
    void intervalsWidenWithTheLevelAndTheStep() {
        ForecastModel usual = fit(NILE, Map.of());
        ForecastModel narrow = fit(NILE, Map.of("interval_level", 0.8));

        assertThat(narrow.upper()[0]).isLessThan(usual.upper()[0]);
        for (int step = 1; step < 5; step++) {
            assertThat(usual.upper()[step] - usual.lower()[step])
                    .isGreaterThanOrEqualTo(usual.upper()[step - 1] - usual.lower()[step - 1]);
        }
    }

    @Test
    void saysHowManyValuesItNeeds() {
        assertThatThrownBy(() -> fit(new double[] {1, 2, 3, 5, 4, 6, 5, 7}, Map.of("p", 10)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("at least 14 values");
    }

    private static ForecastModel fit(double[] series, Map<String, Object> parameters) {
        Arma arma = new Arma();
        FitInput input = Samples.input(arma, Task.FORECASTING, Samples.series(series), parameters);
        return (ForecastModel) arma.fit(input, RecordingMonitor.threads(1)).predictor();
    }

    private static double[] simulate(ArmaModel model, int length) {
        Random random = new Random(11);
        double[] values = new double[length + 200];
        double[] noise = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            noise[t] = random.nextGaussian();
            values[t] = noise[t];
            for (int lag = 1; lag <= Math.min(t, model.ar().length); lag++) {
                values[t] += model.ar()[lag - 1] * values[t - lag];
            }
            for (int lag = 1; lag <= Math.min(t, model.ma().length); lag++) {
                values[t] += model.ma()[lag - 1] * noise[t - lag];
            }
        }
        return java.util.Arrays.copyOfRange(values, 200, values.length);
    }
}
