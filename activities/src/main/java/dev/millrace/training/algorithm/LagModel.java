package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;
import dev.millrace.models.XgboostModel;

/** Trees that predict the next value of a series without its trend, and so one after the other. */
record LagModel(XgboostModel trees, LagFeatures features, Trend trend) {
    /**
     * The values that follow each of some origins, side by side: {@code [origin][step]}.
     *
     * @param values the series, with its trend
     * @param origins how many of the values are known
     */
    double[][] forecast(double[] values, int[] origins, int steps, FitMonitor monitor) {
        int lags = features.lags();
        double[][] rest = new double[origins.length][lags + steps];
        double[][] forecasts = new double[origins.length][steps];
        for (int i = 0; i < origins.length; i++) {
            for (int lag = 1; lag <= lags; lag++) {
                rest[i][lags - lag] = trend.off(values, origins[i] - lag);
            }
        }
        float[] rows = new float[origins.length * features.width()];
        for (int step = 0; step < steps; step++) {
            monitor.throwIfCancelled();
            for (int i = 0; i < origins.length; i++) {
                features.write(rest[i], lags + step, origins[i] + step, rows, i * features.width());
            }
            double[] next = trees.predict(new Matrix(origins.length, features.names(), rows));
            for (int i = 0; i < origins.length; i++) {
                rest[i][lags + step] = next[i];
                double before = step == 0 ? values[origins[i] - 1] : forecasts[i][step - 1];
                forecasts[i][step] = trend.on(next[i], origins[i] + step, before);
            }
        }
        return forecasts;
    }
}
