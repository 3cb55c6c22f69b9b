package dev.millrace.models;

/**
 * A normal distribution for each class, with a covariance of its own. {@code whitening} holds, class after class, the lower
 * triangle (row by row) of the matrix that turns deviations from the mean into independent ones of variance 1. The outputs
 * are the classes' probabilities by Bayes' rule.
 */
public record Gaussians(double[] logPriors, double[] means, double[] whitening) implements Predictor {
    public Gaussians {
        if (logPriors.length < 2 || means.length == 0 || means.length % logPriors.length != 0) {
            throw new IllegalArgumentException("means are one row for each of two or more classes");
        }
        if (whitening.length != logPriors.length * triangle(means.length / logPriors.length)) {
            throw new IllegalArgumentException("the covariances are not one triangle per class");
        }
    }

    /** How many numbers a lower triangle of {@code width} rows has. */
    public static long triangle(int width) {
        return (long) width * (width + 1) / 2;
    }

    public int features() {
        return means.length / logPriors.length;
    }

    @Override
    public int outputs() {
        return logPriors.length;
    }

    @Override
    public double[] predict(Matrix matrix) {
        int classes = logPriors.length;
        double[] constants = constants();
        double[] gaps = new double[features()];
        double[] out = new double[matrix.rows() * classes];
        for (int row = 0; row < matrix.rows(); row++) {
            for (int c = 0; c < classes; c++) {
                out[row * classes + c] = constants[c] - distance(matrix, row, c, gaps) / 2;
            }
            Links.softmax(out, row * classes, classes);
        }
        return out;
    }

    /** The squared Mahalanobis distance of the row from the class's mean. */
    private double distance(Matrix matrix, int row, int c, double[] gaps) {
        int width = gaps.length;
        for (int j = 0; j < width; j++) {
            gaps[j] = matrix.values()[row * width + j] - means[c * width + j];
        }
        int at = c * (int) triangle(width);
        double distance = 0;
        for (int i = 0; i < width; i++) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += whitening[at++] * gaps[j];
            }
            distance += sum * sum;
        }
        return distance;
    }

    /** The diagonal of the whitening matrix multiplies to the determinant that the density needs. */
    private double[] constants() {
        double[] constants = logPriors.clone();
        int at = -1;
        for (int c = 0; c < constants.length; c++) {
            for (int i = 0; i < features(); i++) {
                at += i + 1;
                constants[c] += Math.log(whitening[at]);
            }
        }
        return constants;
    }

    @Override
    public double steps() {
        return whitening.length;
    }

    @Override
    public long bytes() {
        return 64 + 8L * (logPriors.length + means.length + whitening.length);
    }
}
