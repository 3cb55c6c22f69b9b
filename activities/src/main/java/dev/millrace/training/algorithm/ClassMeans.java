package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;

/** How many rows each class has, and their mean: one row of features per class. A class may have no rows. */
record ClassMeans(int[] counts, double[] means) {
    private static final int BLOCK = 1 << 12;

    static ClassMeans of(FitInput input, FitMonitor monitor) {
        Matrix matrix = input.train().features();
        int[] labels = input.train().labels();
        int width = matrix.width();
        ClassMeans found = new ClassMeans(new int[input.classes()], new double[input.classes() * width]);
        for (int row = 0; row < labels.length; row++) {
            if (row % BLOCK == 0) {
                monitor.throwIfCancelled();
            }
            int c = labels[row];
            found.counts[c]++;
            for (int j = 0; j < width; j++) {
                found.means[c * width + j] += matrix.get(row, j);
            }
        }
        for (int i = 0; i < found.means.length; i++) {
            found.means[i] /= Math.max(1, found.counts[i / width]);
        }
        return found;
    }

    int width() {
        return means.length / counts.length;
    }

    /** The logarithms of the classes' shares; minus infinity for one without rows. */
    double[] logPriors() {
        double rows = 0;
        for (int count : counts) {
            rows += count;
        }
        double[] priors = new double[counts.length];
        for (int c = 0; c < priors.length; c++) {
            priors[c] = Math.log(counts[c] / rows);
        }
        return priors;
    }

    /** The rows of one class (of all classes when {@code only} is negative) as deviations from the means of their classes. */
    PreparedMatrix deviations(PreparedMatrix rows, int only) {
        int width = width();
        int[] labels = rows.labels();
        int size = only < 0 ? labels.length : counts[only];
        float[] values = new float[size * width];
        int at = 0;
        for (int row = 0; row < labels.length; row++) {
            if (only < 0 || labels[row] == only) {
                for (int j = 0; j < width; j++) {
                    values[at++] = (float) (rows.features().get(row, j) - means[labels[row] * width + j]);
                }
            }
        }
        return new PreparedMatrix(new Matrix(size, rows.features().features(), values), new double[size]);
    }
}
