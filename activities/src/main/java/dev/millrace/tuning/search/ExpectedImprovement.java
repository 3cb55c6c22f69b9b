package dev.millrace.tuning.search;

/** By how much a normally distributed value is expected to be below the best one so far, as a logarithm (Ament et al. 2023). */
final class ExpectedImprovement {
    private static final double FAR = -25;

    private ExpectedImprovement() {}

    static double logarithm(double mean, double deviation, double best) {
        double z = (best - mean) / deviation;
        return Math.log(deviation) + logarithm(z);
    }

    /** Of a standard normal value below {@code z}; far below, by the series of Mills' ratio, where the difference is lost. */
    private static double logarithm(double z) {
        double logDensity = -0.5 * z * z - Normal.LOG_ROOT_TWO_PI;
        if (z < FAR) {
            double square = z * z;
            return logDensity - Math.log(square) + Math.log1p(-3 / square + 15 / (square * square));
        }
        double difference = Math.exp(logDensity) + z * Normal.below(z);
        return Math.log(Math.max(difference, Double.MIN_NORMAL));
    }
}
