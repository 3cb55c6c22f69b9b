package dev.millrace.monitoring.statistics;

import java.util.Arrays;

/**
 * Two samples merged in order are a path from (0, 0) to (m, n). When both come from one distribution, each path is as likely
 * as any other, so that the share of paths that somewhere are as far from the diagonal as the observed one is the p-value
 * (Hodges 1958).
 */
final class LatticePaths {
    private final int m;
    private final int n;

    LatticePaths(int first, int second) {
        m = Math.max(first, second);
        n = Math.min(first, second);
    }

    /** The share of paths that reach a distance of at least {@code distance} between the two distribution functions. */
    double leaving(double distance) {
        long divisor = gcd(m, n);
        long across = n / divisor;
        long up = m / divisor;
        // The distance is a multiple of 1/lcm(m, n): in whole numbers nothing is rounded.
        long limit = Math.round(distance * across * m);
        return limit == 0 ? 1 : share(across, up, limit);
    }

    /**
     * Column by column: {@code left[j]} is the share, among the paths to (i, j), of those that have left the band
     * {@code |i across - j up| < limit}. A path comes to (i, j) from the left with probability i / (i + j).
     */
    private double share(long across, long up, long limit) {
        double[] left = new double[n + 1];
        Arrays.fill(left, 1);
        for (int j = 0; j <= n && j * up < limit; j++) {
            left[j] = 0;
        }
        for (int i = 1; i <= m; i++) {
            int from = (int) Math.max(0, Math.floorDiv(i * across - limit, up) + 1);
            int to = (int) Math.min(n, Math.ceilDiv(i * across + limit, up) - 1);
            if (from > to) {
                return 1;
            }
            if (from > 0) {
                left[from - 1] = 1;
            }
            for (int j = from; j <= to; j++) {
                left[j] = j == 0 ? left[0] : (left[j] * i + left[j - 1] * j) / (i + j);
            }
        }
        return left[n];
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
