package dev.millrace.training.algorithm;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far forecasts of each step were off on values that the trees had not seen: the half width of a split conformal
 * interval (Lei et al. 2018, JASA 113, 1094-1111) for each number of steps ahead, never narrower than for fewer.
 */
record LagCalibration(int from, int[] origins) {
    private static final double SHARE = 0.2;
    private static final int MOST_ORIGINS = 500;

    /** The last values of a series are kept for it: a fifth, but as many as the forecast has steps, up to a third. */
    static LagCalibration of(int length, int steps) {
        int kept = Math.max(1, Math.max((int) (length * SHARE), Math.min(2 * steps, length / 3)));
        int from = length - kept;
        int count = Math.min(kept, MOST_ORIGINS);
        int[] origins = IntStream.range(0, count)
                .map(i -> from + (int) ((long) i * kept / count))
                .toArray();
        return new LagCalibration(from, origins);
    }

    /** @param model fitted on the values before {@code from} alone */
    double[] reach(LagModel model, double[] values, int steps, Interval interval, FitMonitor monitor) {
        int most = Math.min(steps, values.length - from);
        double[][] forecasts = model.forecast(values, origins, most, monitor);
        double[] reach = new double[steps];
        double widest = 0;
        int measured = 0;
        for (int step = 0; step < steps; step++) {
            double[] errors = errors(forecasts, values, step, most);
            if (errors.length > 0) {
                widest = Math.max(widest, quantile(errors, interval));
                measured = step + 1;
                reach[step] = widest;
            } else {
                // Beyond what could be measured it grows as that of a random walk does.
                reach[step] = widest * Math.sqrt((step + 1.0) / measured);
            }
        }
        return reach;
    }

    private double[] errors(double[][] forecasts, double[] values, int step, int most) {
        return step >= most
                ? new double[0]
                : IntStream.range(0, origins.length)
                        .filter(i -> origins[i] + step < values.length)
                        .mapToDouble(i -> Math.abs(values[origins[i] + step] - forecasts[i][step]))
                        .sorted()
                        .toArray();
    }

    /** Of too few errors to have this quantile: the largest, or that of a Gaussian, whichever is more. */
    private static double quantile(double[] sorted, Interval interval) {
        int rank = (int) Math.ceil((sorted.length + 1) * interval.level());
        if (rank <= sorted.length) {
            return sorted[rank - 1];
        }
        double squares = Arrays.stream(sorted).map(error -> error * error).sum();
        return Math.max(sorted[sorted.length - 1], interval.deviations() * Math.sqrt(squares / sorted.length));
    }
}
