package dev.millrace.training.algorithm;

/**
 * Coefficients of stationary autoregressions as partial autocorrelations, and these as numbers without bounds (Jones 1980,
 * Technometrics 22, 389-395): every point of the search is a process that there can be.
 */
final class PartialAutocorrelations {
    private static final double LARGEST = 0.999;

    private PartialAutocorrelations() {}

    /** @param free as many numbers as there are coefficients, from {@code first} on */
    static double[] coefficients(double[] free, int first, int count) {
        double[] coefficients = new double[count];
        for (int k = 0; k < count; k++) {
            double partial = free[first + k] / Math.sqrt(1 + free[first + k] * free[first + k]);
            double[] before = coefficients.clone();
            for (int j = 0; j < k; j++) {
                coefficients[j] = before[j] - partial * before[k - 1 - j];
            }
            coefficients[k] = partial;
        }
        return coefficients;
    }

    /** Writes the numbers of these coefficients; those of a process that is not stationary are brought back inside. */
    static void free(double[] coefficients, double[] free, int first) {
        double[] left = coefficients.clone();
        for (int k = left.length - 1; k >= 0; k--) {
            double partial = Math.clamp(Double.isFinite(left[k]) ? left[k] : 0, -LARGEST, LARGEST);
            free[first + k] = partial / Math.sqrt(1 - partial * partial);
            double[] before = left.clone();
            for (int j = 0; j < k; j++) {
                left[j] = (before[j] + partial * before[k - 1 - j]) / (1 - partial * partial);
            }
        }
    }
}
