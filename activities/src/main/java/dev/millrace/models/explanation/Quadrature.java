package dev.millrace.models.explanation;

/** Gauss and Legendre's rule on 0 to 1: with n points the integral of every polynomial up to degree 2n - 1 is exact. */
record Quadrature(double[] points, double[] weights) {
    private static final int NEWTON_STEPS = 100;

    static Quadrature of(int size) {
        double[] points = new double[size];
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (size + 0.5));
            double slope = 0;
            double step = 1;
            for (int n = 0; n < NEWTON_STEPS && Math.abs(step) > 1e-15; n++) {
                double[] legendre = legendre(size, x);
                slope = legendre[1];
                step = legendre[0] / slope;
                x -= step;
            }
            points[i] = (1 - x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
        return new Quadrature(points, weights);
    }

    int size() {
        return points.length;
    }

    /** Legendre's polynomial of the degree and its derivative, at x. */
    private static double[] legendre(int degree, double x) {
        double before = 0;
        double value = 1;
        for (int n = 1; n <= degree; n++) {
            double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
            before = value;
            value = next;
        }
        return new double[] {value, degree * (x * value - before) / (x * x - 1)};
    }
}
