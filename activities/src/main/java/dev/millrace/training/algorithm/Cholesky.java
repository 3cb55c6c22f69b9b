package dev.millrace.training.algorithm;

import java.util.Optional;

/** Solves positive definite systems in place, and can be stopped while it does, which the libraries' solvers cannot. */
final class Cholesky {
    private static final double SINGULAR = 1e-12;

    private Cholesky() {}

    /**
     * Solves {@code (A + ridge I) x = b}.
     *
     * @param a the lower triangle of A, row by row; overwritten
     * @return nothing when the system is not positive definite
     */
    static Optional<double[]> solve(double[] a, double ridge, double[] b, Runnable goesOn) {
        int n = b.length;
        for (int i = 0; i < n; i++) {
            goesOn.run();
            double diagonal = a[i * n + i] + ridge;
            for (int j = 0; j < i; j++) {
                a[i * n + j] = (a[i * n + j] - dot(a, i * n, j * n, j)) / a[j * n + j];
            }
            double pivot = diagonal - dot(a, i * n, i * n, i);
            if (!(pivot > SINGULAR * diagonal)) {
                return Optional.empty();
            }
            a[i * n + i] = Math.sqrt(pivot);
        }
        return Optional.of(substitute(a, b));
    }

    private static double[] substitute(double[] a, double[] b) {
        int n = b.length;
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                x[i] -= a[i * n + j] * x[j];
            }
            x[i] /= a[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= a[i * n + i];
            for (int j = 0; j < i; j++) {
                x[j] -= a[i * n + j] * x[i];
            }
        }
        return x;
    }

    private static double dot(double[] a, int left, int right, int length) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += a[left + k] * a[right + k];
        }
        return sum;
    }
}
