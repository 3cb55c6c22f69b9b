package dev.millrace.training.algorithm;

import java.util.ArrayList;
import java.util.List;

/**
 * The lower triangular {@code L} with {@code L L'} the given positive definite matrix (Cholesky), row by row. A column that
 * depends on earlier ones gets an infinite pivot, and so a zero wherever it would be divided by it: it counts for nothing.
 */
record TriangularFactor(int size, double[] lower, int dependent) {
    private static final int PANEL = 64;

    /**
     * @param matrix the lower triangle in full rows; overwritten
     * @param tolerance the share of its diagonal below which what is left of a column is taken for nothing
     */
    static TriangularFactor of(double[] matrix, int size, double tolerance, FitMonitor monitor) {
        double[] least = new double[size];
        for (int i = 0; i < size; i++) {
            least[i] = tolerance * matrix[i * size + i];
        }
        int dependent = 0;
        for (int first = 0; first < size; first += PANEL) {
            monitor.throwIfCancelled();
            int end = Math.min(size, first + PANEL);
            dependent += factorPanel(matrix, size, first, end, least);
            subtractPanel(matrix, size, first, end, monitor);
        }
        return new TriangularFactor(size, matrix, dependent);
    }

    private static int factorPanel(double[] a, int size, int first, int end, double[] least) {
        int dependent = 0;
        for (int i = first; i < size; i++) {
            for (int j = first; j < end && j <= i; j++) {
                double rest = a[i * size + j];
                for (int p = first; p < j; p++) {
                    rest -= a[i * size + p] * a[j * size + p];
                }
                if (j < i) {
                    a[i * size + j] = rest / a[j * size + j];
                } else if (rest > least[i]) {
                    a[i * size + i] = Math.sqrt(rest);
                } else {
                    a[i * size + i] = Double.POSITIVE_INFINITY;
                    dependent++;
                }
            }
        }
        return dependent;
    }

    /** Takes what the panel explains out of all rows below; a row is written by one thread, in the order of the panel. */
    private static void subtractPanel(double[] a, int size, int first, int end, FitMonitor monitor) {
        int left = size - end;
        if (left == 0) {
            return;
        }
        double[][] columns = new double[end - first][left];
        for (int p = first; p < end; p++) {
            for (int i = end; i < size; i++) {
                columns[p - first][i - end] = a[i * size + p];
            }
        }
        int threads = left < 4 * PANEL ? 1 : monitor.threads();
        List<ParallelTasks.Task<Boolean>> tasks = new ArrayList<>();
        for (int part = 0; part < threads; part++) {
            int own = part;
            tasks.add(goesOn -> {
                for (int i = end + own; i < size; i += threads) {
                    for (int p = 0; p < columns.length; p++) {
                        addScaled(a, i * size + end, columns[p], 0, -a[i * size + first + p], i - end + 1);
                    }
                }
                return true;
            });
        }
        ParallelTasks.run(threads, monitor, tasks);
    }

    /** {@code to += factor * from}, in a loop that compiles to vector instructions. */
    private static void addScaled(double[] to, int at, double[] from, int begin, double factor, int count) {
        for (int j = 0; j < count; j++) {
            to[at + j] += factor * from[begin + j];
        }
    }

    double[] solve(double[] right) {
        double[] x = right.clone();
        for (int i = 0; i < size; i++) {
            double rest = x[i];
            for (int j = 0; j < i; j++) {
                rest -= lower[i * size + j] * x[j];
            }
            x[i] = rest / lower[i * size + i];
        }
        for (int i = size - 1; i >= 0; i--) {
            x[i] /= lower[i * size + i];
            addScaled(x, 0, lower, i * size, -x[i], i);
        }
        return x;
    }

    /** The logarithm of the matrix's determinant. */
    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 2 * Math.log(lower[i * size + i]);
        }
        return sum;
    }

    /** The inverse of {@code L}, in full rows whose upper part is zero. */
    double[] inverse(FitMonitor monitor) {
        double[] inverse = new double[size * size];
        for (int i = 0; i < size; i++) {
            monitor.throwIfCancelled();
            int row = i * size;
            for (int p = 0; p < i; p++) {
                addScaled(inverse, row, inverse, p * size, -lower[row + p], p + 1);
            }
            inverse[row + i] = 1;
            for (int j = 0; j <= i; j++) {
                inverse[row + j] /= lower[row + i];
            }
        }
        return inverse;
    }

    /** The lower triangle, in full rows, of the inverse of the whole matrix. */
    double[] precision(FitMonitor monitor) {
        double[] inverse = inverse(monitor);
        double[] precision = new double[size * size];
        for (int p = 0; p < size; p++) {
            monitor.throwIfCancelled();
            for (int i = 0; i <= p; i++) {
                addScaled(precision, i * size, inverse, p * size, inverse[p * size + i], i + 1);
            }
        }
        return precision;
    }
}
