package dev.millrace.models;

/**
 * A support vector machine for each pair of classes, whose margins become probabilities by a logistic function (Platt 1999),
 * those of all pairs together by coupling (Wu, Lin and Weng 2004, second method). The support vectors lie class after
 * class, the last row of class {@code c} before {@code ends[c]}; {@code coefficients} has for each of them {@code classes -
 * 1} numbers, one for each other class in order. Of each pair {@code (i, j)} there are the intercept and the slope and shift
 * of the logistic function, in the order (0, 1), (0, 2), …, (1, 2), ….
 */
public record KernelPairs(
        KernelRows rows, int[] ends, double[] coefficients, double[] intercepts, double[] slopes, double[] shifts)
        implements Predictor {
    public KernelPairs {
        int classes = ends.length;
        int pairs = classes * (classes - 1) / 2;
        if (classes < 2 || coefficients.length != (long) rows.size() * (classes - 1)) {
            throw new IllegalArgumentException("there is not one coefficient for each row and other class");
        }
        if (intercepts.length != pairs || slopes.length != pairs || shifts.length != pairs) {
            throw new IllegalArgumentException("there is not one machine for each of " + pairs + " pairs");
        }
        int before = 0;
        for (int end : ends) {
            if (end < before || end > rows.size()) {
                throw new IllegalArgumentException("the rows do not lie class after class");
            }
            before = end;
        }
        if (before != rows.size()) {
            throw new IllegalArgumentException("some rows are of no class");
        }
    }

    @Override
    public int outputs() {
        return ends.length;
    }

    @Override
    public double[] predict(Matrix matrix) {
        int classes = ends.length;
        double[] out = new double[matrix.rows() * classes];
        double[] alike = new double[rows.size()];
        double[] pairwise = new double[classes * classes];
        for (int row = 0; row < matrix.rows(); row++) {
            rows.compare(matrix.values(), row * rows.width(), alike);
            compare(alike, pairwise);
            PairwiseCoupling.couple(pairwise, classes, out, row * classes);
        }
        return out;
    }

    /** How probable {@code i} is where the row is of {@code i} or {@code j}. */
    private void compare(double[] alike, double[] pairwise) {
        int classes = ends.length;
        int pair = 0;
        for (int i = 0; i < classes; i++) {
            for (int j = i + 1; j < classes; j++) {
                double margin = intercepts[pair] + sum(alike, i, j) + sum(alike, j, i);
                double probability = Math.clamp(logistic(slopes[pair] * margin + shifts[pair]), 1e-7, 1 - 1e-7);
                pairwise[i * classes + j] = probability;
                pairwise[j * classes + i] = 1 - probability;
                pair++;
            }
        }
    }

    /** What the support vectors of one class say where the other is the alternative. */
    private double sum(double[] alike, int own, int other) {
        int others = ends.length - 1;
        int column = other < own ? other : other - 1;
        double sum = 0;
        for (int i = own == 0 ? 0 : ends[own - 1]; i < ends[own]; i++) {
            sum += coefficients[i * others + column] * alike[i];
        }
        return sum;
    }

    /** Without overflow on either side. */
    private static double logistic(double value) {
        double tail = Math.exp(-Math.abs(value));
        return value >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
    }

    @Override
    public double steps() {
        return (double) rows.size() * (rows.width() + 20) + coefficients.length;
    }

    @Override
    public long bytes() {
        return 128 + rows.bytes() + 8L * (coefficients.length + 3L * intercepts.length) + 4L * ends.length;
    }
}
