package dev.millrace.training.algorithm;

import java.util.Arrays;

/**
 * An ARMA process without its mean: {@code z[t] = ar[0] z[t-1] + ... + e[t] + ma[0] e[t-1] + ...}, as a state space model
 * (Harvey 1993, Time Series Models, section 4.4) with noise of variance 1.
 */
record ArmaModel(double[] ar, double[] ma) {
    private static final double SETTLED = 1e-12;
    private static final int MOST_DOUBLINGS = 60;

    int states() {
        return Math.max(1, Math.max(ar.length, ma.length + 1));
    }

    /**
     * What the Kalman filter makes of a series: by how much each value differs from its prediction, and the variance of
     * that; each of {@code ones} is what would be left of a series of ones, by which the mean is found.
     *
     * @param mean is taken off first
     */
    Filtered filter(double[] series, double mean) {
        int size = states();
        double[] phi = Arrays.copyOf(ar, size + 1);
        double[] noise = noise();
        double[][] spread = stationary();
        double[] state = new double[size + 1];
        double[] unit = new double[size + 1];
        double[] errors = new double[series.length];
        double[] ones = new double[series.length];
        double[] variances = new double[series.length];
        double[] gain = new double[size];
        boolean settled = false;
        for (int t = 0; t < series.length; t++) {
            double variance = settled ? 1 : spread[0][0];
            double error = series[t] - mean - state[0];
            double one = 1 - unit[0];
            for (int i = 0; i < size; i++) {
                gain[i] = settled ? noise[i + 1] : (i + 1 < size ? spread[i + 1][0] : 0) / variance;
            }
            double value = state[0] + error;
            double oneValue = unit[0] + one;
            for (int i = 0; i < size; i++) {
                state[i] = phi[i] * value + state[i + 1] + gain[i] * error;
                unit[i] = phi[i] * oneValue + unit[i + 1] + gain[i] * one;
            }
            errors[t] = error;
            ones[t] = one;
            variances[t] = variance;
            settled = settled || advance(spread, noise, variance);
        }
        return new Filtered(errors, ones, variances, Arrays.copyOf(state, size));
    }

    /** The weights of past shocks in the value {@code steps - 1} later, the latest first. */
    double[] psi(int steps) {
        double[] psi = new double[steps];
        for (int i = 0; i < steps; i++) {
            double weight = i == 0 ? 1 : i <= ma.length ? ma[i - 1] : 0;
            for (int lag = 1; lag <= Math.min(i, ar.length); lag++) {
                weight += ar[lag - 1] * psi[i - lag];
            }
            psi[i] = weight;
        }
        return psi;
    }

    /** The next values, from the state that the filter ended with. */
    double[] forecast(double[] state, int steps) {
        double[] now = Arrays.copyOf(state, states() + 1);
        double[] phi = Arrays.copyOf(ar, states());
        double[] values = new double[steps];
        for (int step = 0; step < steps; step++) {
            double value = now[0];
            values[step] = value;
            for (int i = 0; i < phi.length; i++) {
                now[i] = phi[i] * value + now[i + 1];
            }
        }
        return values;
    }

    /** 1, then the ma coefficients, then zeros: one more than there are states. */
    private double[] noise() {
        double[] noise = new double[states() + 1];
        noise[0] = 1;
        System.arraycopy(ma, 0, noise, 1, ma.length);
        return noise;
    }

    /**
     * The state's variance a step later, after a value was seen. Of what the states owe to earlier ones only a shift is
     * left, for the value itself is known.
     *
     * @return whether nothing is left that the next values could teach
     */
    private boolean advance(double[][] spread, double[] noise, double variance) {
        int size = spread.length;
        double[] first = new double[size + 1];
        for (int i = 0; i < size; i++) {
            first[i] = spread[i][0];
        }
        double most = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double before = i + 1 < size && j + 1 < size ? spread[i + 1][j + 1] : 0;
                double left = before - first[i + 1] * first[j + 1] / variance;
                most = Math.max(most, Math.abs(left));
                spread[i][j] = left + noise[i] * noise[j];
            }
        }
        return most < SETTLED;
    }

    /** The state's variance before anything is seen: the sum of all that noise ever put into it, by doubling. */
    private double[][] stationary() {
        int size = states();
        double[] noise = noise();
        double[][] power = new double[size][size];
        double[][] sum = new double[size][size];
        for (int i = 0; i < size; i++) {
            power[i][0] = i < ar.length ? ar[i] : 0;
            if (i + 1 < size) {
                power[i][i + 1] = 1;
            }
            for (int j = 0; j < size; j++) {
                sum[i][j] = noise[i] * noise[j];
            }
        }
        for (int doubling = 0; doubling < MOST_DOUBLINGS; doubling++) {
            double[][] more = times(times(power, sum), transposed(power));
            double most = 0;
            double largest = 0;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    sum[i][j] += more[i][j];
                    most = Math.max(most, Math.abs(more[i][j]));
                    largest = Math.max(largest, Math.abs(sum[i][j]));
                }
            }
            if (most <= 1e-15 * largest) {
                break;
            }
            power = times(power, power);
        }
        return sum;
    }

    private static double[][] times(double[][] a, double[][] b) {
        int size = a.length;
        double[][] product = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                double factor = a[i][k];
                for (int j = 0; factor != 0 && j < size; j++) {
                    product[i][j] += factor * b[k][j];
                }
            }
        }
        return product;
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] transposed = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                transposed[j][i] = matrix[i][j];
            }
        }
        return transposed;
    }

    /** @param state the expected state after the last value */
    record Filtered(double[] errors, double[] ones, double[] variances, double[] state) {
        /** The mean of the largest likelihood: by generalised least squares. */
        double mean() {
            double both = 0;
            double squares = 0;
            for (int t = 0; t < errors.length; t++) {
                both += ones[t] * errors[t] / variances[t];
                squares += ones[t] * ones[t] / variances[t];
            }
            return squares > 0 ? both / squares : 0;
        }

        /** The noise's variance of the largest likelihood, when the series has this mean. */
        double variance(double mean) {
            double sum = 0;
            for (int t = 0; t < errors.length; t++) {
                double error = errors[t] - mean * ones[t];
                sum += error * error / variances[t];
            }
            return sum / errors.length;
        }

        double logVariances() {
            double sum = 0;
            for (double variance : variances) {
                sum += Math.log(variance);
            }
            return sum;
        }
    }
}
