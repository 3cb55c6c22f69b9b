package dev.millrace.training.algorithm;

import java.util.stream.IntStream;

/**
 * Solves {@code A x = b} for a positive semidefinite A by Cholesky's method with pivots: first for the columns that do not
 * depend on others, then, among all solutions, for the shortest.
 */
final class MinimumNorm {
    private static final double SINGULAR = 1e-12;

    private final double[] a;
    private final int size;
    private final double[] lower;
    private final int[] pivots;
    private int rank;

    private MinimumNorm(double[] a, int size) {
        this.a = a;
        this.size = size;
        this.lower = new double[size * size];
        this.pivots = IntStream.range(0, size).toArray();
    }

    /** @param a the lower triangle of A, row by row */
    static double[] solve(double[] a, double[] b, Runnable goesOn) {
        MinimumNorm solver = new MinimumNorm(a, b.length);
        solver.factor(goesOn);
        return solver.shortest(solver.basic(b), goesOn);
    }

    /** Row i of {@code lower} belongs to column i of A, its k-th number to the k-th pivot. */
    private void factor(Runnable goesOn) {
        double[] rest = new double[size];
        double largest = 0;
        for (int i = 0; i < size; i++) {
            rest[i] = a[i * size + i];
            largest = Math.max(largest, rest[i]);
        }
        for (int k = 0; k < size; k++) {
            goesOn.run();
            int best = k;
            for (int i = k + 1; i < size; i++) {
                best = rest[pivots[i]] > rest[pivots[best]] ? i : best;
            }
            int pivot = pivots[best];
            if (!(rest[pivot] > SINGULAR * largest)) {
                return;
            }
            pivots[best] = pivots[k];
            pivots[k] = pivot;
            eliminate(k, pivot, rest);
            rank = k + 1;
        }
    }

    private void eliminate(int k, int pivot, double[] rest) {
        double root = Math.sqrt(rest[pivot]);
        lower[pivot * size + k] = root;
        for (int i = k + 1; i < size; i++) {
            int row = pivots[i];
            double value = a[Math.max(row, pivot) * size + Math.min(row, pivot)];
            for (int m = 0; m < k; m++) {
                value -= lower[row * size + m] * lower[pivot * size + m];
            }
            lower[row * size + k] = value / root;
            rest[row] -= lower[row * size + k] * lower[row * size + k];
        }
    }

    /** One solution, by pivot: that in which the dependent columns count for nothing. */
    private double[] basic(double[] b) {
        double[] z = new double[rank];
        for (int k = 0; k < rank; k++) {
            int row = pivots[k] * size;
            z[k] = b[pivots[k]];
            for (int m = 0; m < k; m++) {
                z[k] -= lower[row + m] * z[m];
            }
            z[k] /= lower[row + k];
        }
        return back(z);
    }

    private double[] back(double[] z) {
        for (int k = rank - 1; k >= 0; k--) {
            int row = pivots[k] * size;
            z[k] /= lower[row + k];
            for (int m = 0; m < k; m++) {
                z[m] -= lower[row + m] * z[k];
            }
        }
        return z;
    }

    /** Takes away what lies along directions that change nothing: dependent column j less its share of each pivot. */
    private double[] shortest(double[] basic, Runnable goesOn) {
        int dependent = size - rank;
        double[][] shares = new double[dependent][rank];
        for (int j = 0; j < dependent; j++) {
            goesOn.run();
            System.arraycopy(lower, pivots[rank + j] * size, shares[j], 0, rank);
            back(shares[j]);
        }
        double[] products = new double[dependent * dependent];
        double[] along = new double[dependent];
        for (int i = 0; i < dependent; i++) {
            goesOn.run();
            along[i] = -dot(shares[i], basic);
            for (int j = 0; j <= i; j++) {
                products[i * dependent + j] = dot(shares[i], shares[j]);
            }
        }
        double[] steps = Cholesky.solve(products, 1, along, goesOn).orElseThrow();
        double[] x = new double[size];
        for (int k = 0; k < rank; k++) {
            x[pivots[k]] = basic[k];
            for (int j = 0; j < dependent; j++) {
                x[pivots[k]] += shares[j][k] * steps[j];
            }
        }
        for (int j = 0; j < dependent; j++) {
            x[pivots[rank + j]] = 0 - steps[j];
        }
        return x;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
