package dev.millrace.training;

import dev.millrace.models.Predictions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * rmse, mae and mape as of a regression; smape is the mean of {@code 2 |error| / (|truth| + |value|)} (Makridakis 1993), 0
 * to 2; coverage is the share of the truth that is within the interval.
 */
final class ForecastMetrics {
    private ForecastMetrics() {}

    static Map<String, Double> of(double[] truth, Predictions.Forecasts forecasts) {
        Map<String, Double> metrics = new LinkedHashMap<>(Metrics.regression(truth, forecasts.values()));
        metrics.remove("r2");
        if (truth.length == 0) {
            return metrics;
        }
        double relative = 0;
        double covered = 0;
        for (int row = 0; row < truth.length; row++) {
            double value = forecasts.values()[row];
            double size = Math.abs(truth[row]) + Math.abs(value);
            relative += size == 0 ? 0 : 2 * Math.abs(truth[row] - value) / size;
            boolean within = truth[row] >= forecasts.lower()[row]
                    && truth[row] <= forecasts.upper()[row];
            covered += within ? 1 : 0;
        }
        metrics.put("smape", relative / truth.length);
        metrics.put("coverage", covered / truth.length);
        return metrics;
    }
}
