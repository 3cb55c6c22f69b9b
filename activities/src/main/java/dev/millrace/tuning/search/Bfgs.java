package dev.millrace.tuning.search;

/** Minimises a smooth function of few variables by BFGS with backtracking (Nocedal and Wright 2006, algorithm 6.1). */
final class Bfgs {
    private static final double SUFFICIENT = 1e-4;
    private static final double LONGEST = 2;
    private static final double FLAT = 1e-2;
    private static final int HALVINGS = 20;

    private Bfgs() {}

    /** A function that writes its gradient; what it gives may be infinite, but not at the start. */
    interface Function {
        double at(double[] x, double[] gradient);
    }

    static double[] minimise(Function function, double[] start, int iterations) {
        int n = start.length;
        double[] x = start.clone();
        double[] gradient = new double[n];
        double value = function.at(x, gradient);
        double[][] inverse = identity(n);
        for (int i = 0; i < iterations && length(gradient) > FLAT; i++) {
            double[] direction = direction(inverse, gradient);
            double slope = dot(direction, gradient);
            if (!(slope < 0)) {
                return x;
            }
            double step = Math.min(1, LONGEST / length(direction));
            double[] next = x;
            double[] nextGradient = new double[n];
            double nextValue = Double.POSITIVE_INFINITY;
            for (int k = 0; k < HALVINGS && !(nextValue <= value + SUFFICIENT * step * slope); k++) {
                step = k == 0 ? step : step / 2;
                next = moved(x, direction, step);
                nextValue = function.at(next, nextGradient);
            }
            if (!(nextValue < value)) {
                return x;
            }
            update(inverse, difference(next, x), difference(nextGradient, gradient));
            x = next;
            value = nextValue;
            gradient = nextGradient;
        }
        return x;
    }

    private static void update(double[][] inverse, double[] s, double[] y) {
        double curvature = dot(s, y);
        if (!(curvature > 1e-10)) {
            return;
        }
        int n = s.length;
        double[] by = new double[n];
        for (int i = 0; i < n; i++) {
            by[i] = dot(inverse[i], y);
        }
        double scale = (1 + dot(y, by) / curvature) / curvature;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse[i][j] += scale * s[i] * s[j] - (by[i] * s[j] + s[i] * by[j]) / curvature;
            }
        }
    }

    private static double[] direction(double[][] inverse, double[] gradient) {
        double[] direction = new double[gradient.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -dot(inverse[i], gradient);
        }
        return direction;
    }

    private static double[] moved(double[] x, double[] direction, double step) {
        double[] moved = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            moved[i] = x[i] + step * direction[i];
        }
        return moved;
    }

    private static double[] difference(double[] a, double[] b) {
        return moved(a, b, -1);
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static double length(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
