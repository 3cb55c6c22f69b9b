package dev.millrace.tuning.search;

import java.util.Optional;

/** The Cholesky factor of a positive definite matrix. */
final class Factor {
    private static final double SINGULAR = 1e-14;

    private final double[][] lower;

    private Factor(double[][] lower) {
        this.lower = lower;
    }

    /** @return nothing when the matrix is not positive definite */
    static Optional<Factor> of(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                lower[i][j] = (matrix[i][j] - dot(lower[i], lower[j], j)) / lower[j][j];
            }
            double pivot = matrix[i][i] - dot(lower[i], lower[i], i);
            if (!(pivot > SINGULAR * matrix[i][i])) {
                return Optional.empty();
            }
            lower[i][i] = Math.sqrt(pivot);
        }
        return Optional.of(new Factor(lower));
    }

    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += 2 * Math.log(lower[i][i]);
        }
        return sum;
    }

    /** Solves {@code L x = b}. */
    double[] half(double[] b) {
        double[] x = new double[b.length];
        for (int i = 0; i < b.length; i++) {
            x[i] = (b[i] - dot(lower[i], x, i)) / lower[i][i];
        }
        return x;
    }

    /** Solves {@code L Lᵀ x = b}. */
    double[] solve(double[] b) {
        double[] x = half(b);
        for (int i = b.length - 1; i >= 0; i--) {
            x[i] /= lower[i][i];
            for (int j = 0; j < i; j++) {
                x[j] -= lower[i][j] * x[i];
            }
        }
        return x;
    }

    /** The inverse of the matrix. */
    double[][] inverse() {
        int n = lower.length;
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            inverse[i] = solve(unit);
        }
        return inverse;
    }

    private static double dot(double[] a, double[] b, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
