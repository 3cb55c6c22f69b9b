package dev.millrace.tuning.search;

/**
 * The Matérn covariance with smoothness 5/2 and a scale of its own for each dimension (Rasmussen and Williams 2006, section
 * 4.2), of a Gaussian process with noise.
 *
 * @param categorical which dimensions are choices; all other choices are one apart
 * @param inverseSquares one over the square of each dimension's length scale
 */
record Matern(boolean[] categorical, double[] inverseSquares, double variance, double noise) {
    private static final double ROOT_FIVE = Math.sqrt(5);

    /** From the logarithms of the inverse squares, the variance and the noise, in that order. */
    static Matern ofLogarithms(boolean[] categorical, double[] logarithms) {
        int n = logarithms.length - 2;
        double[] inverseSquares = new double[n];
        for (int i = 0; i < n; i++) {
            inverseSquares[i] = Math.exp(logarithms[i]);
        }
        return new Matern(categorical, inverseSquares, Math.exp(logarithms[n]), Math.exp(logarithms[n + 1]));
    }

    double between(double[] a, double[] b) {
        double root = ROOT_FIVE * Math.sqrt(squaredDistance(a, b));
        return variance * (1 + root + root * root / 3) * Math.exp(-root);
    }

    /** The derivative by the squared distance. */
    double slope(double[] a, double[] b) {
        double root = ROOT_FIVE * Math.sqrt(squaredDistance(a, b));
        return -5.0 / 6 * variance * (1 + root) * Math.exp(-root);
    }

    /** The squared distance in one dimension, before it is scaled. */
    double apart(int dimension, double[] a, double[] b) {
        double difference = a[dimension] - b[dimension];
        return categorical[dimension] ? (difference == 0 ? 0 : 1) : difference * difference;
    }

    private double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += inverseSquares[i] * apart(i, a, b);
        }
        return sum;
    }
}
