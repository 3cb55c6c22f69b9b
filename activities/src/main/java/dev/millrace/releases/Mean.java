package dev.millrace.releases;

/** The mean of {@code n} observations, and the variance of one of them. */
public record Mean(long n, double mean, double variance) {
    static final Mean NOTHING = new Mean(0, Double.NaN, Double.NaN);

    /** Of observations that are 0 or 1. The variance is that of one more 0 and one more 1, so that it is never nothing. */
    public static Mean ofShare(long successes, long n) {
        double smooth = (successes + 1.0) / (n + 2.0);
        return n == 0 ? NOTHING : new Mean(n, (double) successes / n, smooth * (1 - smooth));
    }

    /** Of any numbers, by their sum and the sum of their squares. */
    public static Mean of(long n, double sum, double squares) {
        if (n == 0) {
            return NOTHING;
        }
        double mean = sum / n;
        double variance = n == 1 ? Double.NaN : Math.max(0, (squares - n * mean * mean) / (n - 1));
        return new Mean(n, mean, variance);
    }

    /** The variance of the mean itself. */
    double ofMean() {
        return variance / n;
    }
}
