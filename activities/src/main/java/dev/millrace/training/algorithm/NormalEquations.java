package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What least squares need to know of the rows: the products of the centred features with one another (the lower triangle of
 * {@code gram}, row by row) and with the centred target. Every number is summed in the order of the rows, however many
 * threads there are.
 */
record NormalEquations(double[] gram, double[] moments, double[] means, double targetMean) {
    private static final int BLOCK = 128;

    static NormalEquations of(PreparedMatrix rows, FitMonitor monitor) {
        Matrix matrix = rows.features();
        int width = matrix.width();
        double[] means = means(matrix);
        double targetMean = 0;
        for (double value : rows.target()) {
            targetMean += value / rows.rows();
        }
        NormalEquations equations =
                new NormalEquations(new double[width * width], new double[width], means, targetMean);
        int threads = Math.clamp(monitor.threads(), 1, width);
        List<ParallelTasks.Task<Boolean>> tasks = IntStream.range(0, threads)
                .<ParallelTasks.Task<Boolean>>mapToObj(part -> goesOn -> {
                    equations.add(rows, part, threads, goesOn);
                    return true;
                })
                .toList();
        ParallelTasks.run(threads, monitor, tasks);
        monitor.progress(0.9);
        return equations;
    }

    /** Adds to every {@code threads}-th row of the result, which no other thread writes. */
    private void add(PreparedMatrix rows, int part, int threads, Runnable goesOn) {
        int width = means.length;
        double[] row = new double[width];
        for (int r = 0; r < rows.rows(); r++) {
            if (r % BLOCK == 0) {
                goesOn.run();
            }
            for (int j = 0; j < width; j++) {
                row[j] = rows.features().get(r, j) - means[j];
            }
            double target = rows.target()[r] - targetMean;
            for (int i = part; i < width; i += threads) {
                double own = row[i];
                int at = i * width;
                for (int j = 0; j <= i; j++) {
                    gram[at + j] += own * row[j];
                }
                moments[i] += own * target;
            }
        }
    }

    private static double[] means(Matrix matrix) {
        double[] means = new double[matrix.width()];
        for (int row = 0; row < matrix.rows(); row++) {
            for (int j = 0; j < means.length; j++) {
                means[j] += matrix.get(row, j);
            }
        }
        for (int j = 0; j < means.length; j++) {
            means[j] /= matrix.rows();
        }
        return means;
    }
}
