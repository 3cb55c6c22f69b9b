package dev.millrace.training.algorithm;

import java.util.Arrays;

/**
 * Coefficients to begin a search with (Hannan and Rissanen 1982, Biometrika 69, 81-94): a long autoregression estimates the
 * shocks, and a regression on past values and past shocks the coefficients.
 */
final class HannanRissanen {
    private static final double RIDGE = 1e-8;
    /** By how much the autoregression that estimates the shocks is longer than the process. */
    private static final int LONG = 24;

    private HannanRissanen() {}

    /** The p coefficients of past values, then the q of past shocks; zeros where the series is too short to say. */
    static double[] start(double[] series, int p, int q) {
        double mean = Arrays.stream(series).average().orElse(0);
        double[] centred = Arrays.stream(series).map(value -> value - mean).toArray();
        int order = Math.min(centred.length / 4, Math.max(p, q) + LONG);
        int most = Math.max(p, q + order);
        if (centred.length - most < 2 * (p + q) + 2 || order < 1) {
            return new double[p + q];
        }
        double[] shocks = q == 0 ? new double[centred.length] : shocks(centred, order);
        return regress(centred, shocks, p, q, q == 0 ? p : most);
    }

    private static double[] shocks(double[] series, int order) {
        double[] ar = regress(series, series, order, 0, order);
        double[] shocks = new double[series.length];
        for (int t = order; t < series.length; t++) {
            double predicted = 0;
            for (int lag = 1; lag <= order; lag++) {
                predicted += ar[lag - 1] * series[t - lag];
            }
            shocks[t] = series[t] - predicted;
        }
        return shocks;
    }

    private static double[] regress(double[] series, double[] shocks, int p, int q, int from) {
        int size = p + q;
        double[] products = new double[size * size];
        double[] right = new double[size];
        double[] row = new double[size];
        for (int t = from; t < series.length; t++) {
            for (int i = 0; i < size; i++) {
                row[i] = i < p ? series[t - 1 - i] : shocks[t - 1 - (i - p)];
            }
            for (int i = 0; i < size; i++) {
                right[i] += row[i] * series[t];
                for (int j = 0; j <= i; j++) {
                    products[i * size + j] += row[i] * row[j];
                }
            }
        }
        double scale = size == 0 ? 0 : products[0];
        return Cholesky.solve(products, RIDGE * scale, right, () -> {}).orElseGet(() -> new double[size]);
    }
}
