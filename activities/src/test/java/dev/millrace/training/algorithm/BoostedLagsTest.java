package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.ForecastModel;
import dev.millrace.models.MonthGrid;
import dev.millrace.models.TimeGrid;
import dev.millrace.problems.Problem;
import dev.millrace.training.Task;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BoostedLagsTest {
    private static final TimeGrid MONTHS = new MonthGrid(2000 * 12, 1, 1, 0);

    @Test
    void continuesATrendWithASeason() {
        IntToDoubleFunction truth = i -> 100 + 2.0 * i + 15 * Math.sin(i * Math.PI / 6);
        Random random = new Random(3);
        double[] series = series(180, i -> truth.applyAsDouble(i) + random.nextGaussian());

        ForecastModel model = fit(series, 12, Map.of());

        for (int step = 0; step < 12; step++) {
            double expected = truth.applyAsDouble(180 + step);
            assertThat(model.values()[step]).isCloseTo(expected, within(8.0));
            assertThat(expected).isBetween(model.lower()[step], model.upper()[step]);
        }
    }

    @Test
    void intervalsHoldAboutTheirShare() {
        Random random = new Random(5);
        int held = 0;
        for (int series = 0; series < 20; series++) {
            double[] values = series(130, i -> 10 * Math.sin(i * Math.PI / 6) + random.nextGaussian());
            ForecastModel model = fit(Arrays.copyOf(values, 120), 10, Map.of("interval_level", 0.8));
            for (int step = 0; step < 10; step++) {
                boolean within = values[120 + step] >= model.lower()[step] && values[120 + step] <= model.upper()[step];
                held += within ? 1 : 0;
            }
        }
        assertThat(held / 200.0).isBetween(0.7, 0.95);
    }

    @Test
    void intervalsNeverNarrowWithTheStep() {
        Random random = new Random(7);
        ForecastModel model = fit(series(60, i -> random.nextGaussian()), 30, Map.of());

        for (int step = 1; step < 30; step++) {
            assertThat(model.upper()[step] - model.values()[step])
                    .isGreaterThanOrEqualTo(model.upper()[step - 1] - model.values()[step - 1] - 1e-9);
        }
    }

    @Test
    void forecastsAConstantSeriesByItsValue() {
        ForecastModel model = fit(series(40, i -> 7), 6, Map.of());

        assertThat(model.values()).containsOnly(7);
        assertThat(model.upper()).containsOnly(7);
    }

    @Test
    void takesDifferencesOfASeriesThatWandersAndALineOffOneThatRises() {
        Random random = new Random(9);
        double[] level = {0};
        double[] walk = series(200, i -> level[0] += random.nextGaussian());
        double[] rising = series(200, i -> 0.5 * i + 10 * random.nextGaussian());
        double[] flat = series(200, i -> random.nextGaussian());

        assertThat(Trend.of("auto", walk).differenced()).isTrue();
        assertThat(Trend.of("auto", rising).slope()).isCloseTo(0.5, within(0.1));
        assertThat(Trend.of("auto", flat)).isEqualTo(Trend.of("none", flat));
    }

    @Test
    void saysWhatASeriesIsTooShortFor() {
        assertThatThrownBy(() -> fit(series(20, i -> i % 3), 5, Map.of("lags", 15)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("15 lags")
                .hasMessageContaining("needs 18 others");
    }

    @Test
    void knowsTheMonthOfEachStep() {
        LagFeatures features = new LagFeatures(3, MONTHS);
        float[] row = new float[features.width()];

        features.write(new double[] {1, 2, 6}, 3, 13, row, 0);

        assertThat(row).containsExactly(6, 2, 1, 3, 2);
        assertThat(features.names())
                .extracting(feature -> feature.name())
                .containsExactly("lag_1", "lag_2", "lag_3", "mean_3", "time_month");
    }

    private static double[] series(int length, IntToDoubleFunction value) {
        return IntStream.range(0, length).mapToDouble(value).toArray();
    }

    private static ForecastModel fit(double[] series, int steps, Map<String, Object> parameters) {
        BoostedLags lags = new BoostedLags();
        FitInput input = new FitInput(
                Task.FORECASTING,
                0,
                Samples.series(series),
                null,
                lags.hyperparameters().resolve(parameters),
                42,
                new Outlook(MONTHS, steps));
        return (ForecastModel) lags.fit(input, RecordingMonitor.threads(1)).predictor();
    }
}
