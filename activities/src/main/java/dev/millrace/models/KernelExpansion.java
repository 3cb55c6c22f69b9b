package dev.millrace.models;

/**
 * A value for a row: the sum over the kept rows of their coefficients times how alike the kernel finds them, plus the
 * intercept. What support vector regression and Gaussian processes learn.
 */
public record KernelExpansion(KernelRows rows, double[] coefficients, double intercept) implements Predictor {
    public KernelExpansion {
        if (coefficients.length != rows.size()) {
            throw new IllegalArgumentException(rows.size() + " rows have " + coefficients.length + " coefficients");
        }
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double[] predict(Matrix matrix) {
        double[] out = new double[matrix.rows()];
        double[] alike = new double[rows.size()];
        for (int row = 0; row < out.length; row++) {
            rows.compare(matrix.values(), row * rows.width(), alike);
            double sum = intercept;
            for (int i = 0; i < alike.length; i++) {
                sum += coefficients[i] * alike[i];
            }
            out[row] = sum;
        }
        return out;
    }

    @Override
    public double steps() {
        return (double) rows.size() * (rows.width() + 20) + coefficients.length;
    }

    @Override
    public long bytes() {
        return 64 + rows.bytes() + 8L * coefficients.length;
    }
}
