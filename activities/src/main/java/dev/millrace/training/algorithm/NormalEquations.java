package dev.millrace.training.algorithm;

import dev.millrace.models.LinearModel;
import dev.millrace.models.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What least squares need to know of the rows: the products of the centred features with one another (the lower triangle of
 * {@code gram}, row by row), with the centred target, and of that with itself. Every number is summed in the order of the
 * rows, however many threads there are.
 */
record NormalEquations(
        int rows, double[] gram, double[] moments, double[] means, double targetMean, double targetSquares) {
    private static final int BLOCK = 128;
    private static final int WORTH_A_THREAD = 1 << 20;

    static NormalEquations of(PreparedMatrix rows, FitMonitor monitor) {
        Matrix matrix = rows.features();
        int width = matrix.width();
        double[] means = means(matrix, monitor);
        double targetMean = Arrays.stream(rows.target()).sum() / rows.rows();
        double targetSquares = Arrays.stream(rows.target())
                .map(value -> (value - targetMean) * (value - targetMean))
                .sum();
        NormalEquations equations = new NormalEquations(
                rows.rows(), new double[width * width], new double[width], means, targetMean, targetSquares);
        long products = (long) rows.rows() * width * width;
        int threads = Math.clamp(products / WORTH_A_THREAD, 1, Math.clamp(monitor.threads(), 1, width));
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

    /** The linear function with these coefficients whose mean is the target's. */
    LinearModel model(double[] coefficients) {
        double intercept = targetMean;
        for (int i = 0; i < coefficients.length; i++) {
            intercept -= coefficients[i] * means[i];
        }
        return new LinearModel(LinearModel.Link.IDENTITY, coefficients, new double[] {intercept});
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

    private static double[] means(Matrix matrix, FitMonitor monitor) {
        double[] means = new double[matrix.width()];
        for (int row = 0; row < matrix.rows(); row++) {
            if (row % BLOCK == 0) {
                monitor.throwIfCancelled();
            }
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
