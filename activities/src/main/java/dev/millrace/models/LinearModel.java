package dev.millrace.models;

/**
 * A linear function of the features for each output, then the link. One row of {@code coefficients} per linear function:
 * {@code functions * features} numbers.
 */
public record LinearModel(Link link, double[] coefficients, double[] intercepts) implements Predictor {
    /** What turns linear functions into outputs. */
    public enum Link {
        /** The value itself. */
        IDENTITY,
        /** One function; its logistic is the probability of the second of two classes. */
        LOGISTIC,
        /** A function per class, normalised exponentially. */
        SOFTMAX
    }

    public LinearModel {
        if (intercepts.length == 0 || coefficients.length % intercepts.length != 0) {
            throw new IllegalArgumentException("coefficients are one row per intercept");
        }
        if (link != Link.SOFTMAX && intercepts.length != 1) {
            throw new IllegalArgumentException(link + " takes one linear function, not " + intercepts.length);
        }
    }

    public int features() {
        return coefficients.length / intercepts.length;
    }

    @Override
    public int outputs() {
        return link == Link.LOGISTIC ? 2 : intercepts.length;
    }

    @Override
    public double[] predict(Matrix matrix) {
        int outputs = outputs();
        double[] out = new double[matrix.rows() * outputs];
        for (int row = 0; row < matrix.rows(); row++) {
            int at = row * outputs;
            for (int f = 0; f < intercepts.length; f++) {
                out[at + f] = linear(matrix, row, f);
            }
            switch (link) {
                case IDENTITY -> {}
                case LOGISTIC -> Links.logistic(out, at);
                case SOFTMAX -> Links.softmax(out, at, outputs);
            }
        }
        return out;
    }

    private double linear(Matrix matrix, int row, int function) {
        int width = features();
        float[] values = matrix.values();
        int at = row * width;
        int c = function * width;
        double sum = intercepts[function];
        for (int i = 0; i < width; i++) {
            sum += coefficients[c + i] * values[at + i];
        }
        return sum;
    }

    @Override
    public long bytes() {
        return 64 + 8L * (coefficients.length + intercepts.length);
    }
}
