package dev.millrace.models;

/**
 * A normal distribution for each class whose features do not depend on one another: {@code means} and {@code variances}
 * are one row per class. The outputs are the classes' probabilities by Bayes' rule.
 */
public record DiagonalGaussians(double[] logPriors, double[] means, double[] variances) implements Predictor {
    public DiagonalGaussians {
        if (logPriors.length < 2 || means.length == 0 || means.length % logPriors.length != 0) {
            throw new IllegalArgumentException("means are one row for each of two or more classes");
        }
        if (variances.length != means.length) {
            throw new IllegalArgumentException(
                    "there are " + means.length + " means and " + variances.length + " variances");
        }
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
        int width = features();
        double[] constants = constants();
        double[] out = new double[matrix.rows() * classes];
        for (int row = 0; row < matrix.rows(); row++) {
            for (int c = 0; c < classes; c++) {
                double sum = 0;
                for (int j = 0; j < width; j++) {
                    double gap = matrix.values()[row * width + j] - means[c * width + j];
                    sum += gap * gap / variances[c * width + j];
                }
                out[row * classes + c] = constants[c] - sum / 2;
            }
            Links.softmax(out, row * classes, classes);
        }
        return out;
    }

    /** What of the classes' log densities is the same for every row. */
    private double[] constants() {
        double[] constants = logPriors.clone();
        for (int i = 0; i < variances.length; i++) {
            constants[i / features()] -= Math.log(2 * Math.PI * variances[i]) / 2;
        }
        return constants;
    }

    @Override
    public long bytes() {
        return 64 + 8L * (logPriors.length + 2L * means.length);
    }
}
