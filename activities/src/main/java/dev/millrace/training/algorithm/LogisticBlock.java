package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;

/** The weighted sum of log losses over some rows, and its gradient. */
record LogisticBlock(double loss, double[] gradient) {
    private static final int LOOK = 1024;

    static LogisticBlock of(LogisticRows rows, int functions, double[] at, int first, int end, Runnable goesOn) {
        Matrix matrix = rows.features();
        double[] gradient = new double[at.length];
        double[] margins = new double[functions];
        double loss = 0;
        for (int row = first; row < end; row++) {
            if (row % LOOK == 0) {
                goesOn.run();
            }
            margins(matrix, row, at, margins);
            int label = rows.labels()[row];
            double weight = rows.classWeights()[label];
            loss += weight * (functions == 1 ? logistic(margins, label) : softmax(margins, label));
            addGradient(matrix, row, margins, weight, gradient);
        }
        return new LogisticBlock(loss, gradient);
    }

    private static void margins(Matrix matrix, int row, double[] at, double[] margins) {
        int width = matrix.width();
        float[] values = matrix.values();
        int from = row * width;
        for (int f = 0; f < margins.length; f++) {
            int c = f * (width + 1);
            double sum = at[c + width];
            for (int i = 0; i < width; i++) {
                sum += at[c + i] * values[from + i];
            }
            margins[f] = sum;
        }
    }

    /** The margin becomes its loss's derivative. */
    private static double logistic(double[] margins, int label) {
        double margin = margins[0];
        double tail = Math.exp(-Math.abs(margin));
        double probability = margin > 0 ? 1 / (1 + tail) : tail / (1 + tail);
        margins[0] = probability - label;
        return Math.log1p(tail) + Math.max(margin, 0) - label * margin;
    }

    /** The margins become the derivatives of their loss. */
    private static double softmax(double[] margins, int label) {
        double max = Double.NEGATIVE_INFINITY;
        for (double margin : margins) {
            max = Math.max(max, margin);
        }
        double own = margins[label] - max;
        double sum = 0;
        for (int f = 0; f < margins.length; f++) {
            margins[f] = Math.exp(margins[f] - max);
            sum += margins[f];
        }
        for (int f = 0; f < margins.length; f++) {
            margins[f] /= sum;
        }
        margins[label] -= 1;
        return Math.log(sum) - own;
    }

    private static void addGradient(Matrix matrix, int row, double[] derivatives, double weight, double[] gradient) {
        int width = matrix.width();
        float[] values = matrix.values();
        int from = row * width;
        for (int f = 0; f < derivatives.length; f++) {
            int c = f * (width + 1);
            double derivative = weight * derivatives[f];
            for (int i = 0; i < width; i++) {
                gradient[c + i] += derivative * values[from + i];
            }
            gradient[c + width] += derivative;
        }
    }
}
