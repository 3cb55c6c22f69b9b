package dev.millrace.training.algorithm;

/** The frequency at which a series swings most. */
final class Cycle {
    private static final int FREQUENCIES = 500;
    private static final int MOST_VALUES = 20_000;

    private Cycle() {}

    /** In radians a step, between 0 and pi: where the periodogram of the (last) values is largest. */
    static double strongest(double[] series) {
        double best = Math.PI / 2;
        double most = -1;
        for (int k = 1; k < FREQUENCIES; k++) {
            double frequency = Math.PI * k / FREQUENCIES;
            double power = power(series, frequency);
            if (power > most) {
                most = power;
                best = frequency;
            }
        }
        return best;
    }

    private static double power(double[] series, double frequency) {
        double real = 0;
        double imaginary = 0;
        for (int step = Math.max(0, series.length - MOST_VALUES); step < series.length; step++) {
            real += series[step] * Math.cos(frequency * step);
            imaginary += series[step] * Math.sin(frequency * step);
        }
        return real * real + imaginary * imaginary;
    }
}
