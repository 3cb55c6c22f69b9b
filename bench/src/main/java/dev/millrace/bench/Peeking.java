package dev.millrace.bench;

import dev.millrace.releases.Mean;
import dev.millrace.releases.SequentialTest;
import java.util.Locale;
import java.util.Random;

/**
 * How often an A/B test that is looked at after every observation claims a difference between two versions that are alike, and
 * how soon it finds one that is there.
 */
final class Peeking {
    private static final int EXPERIMENTS = 2_000;
    private static final int OBSERVATIONS = 5_000;
    private static final int LEAST = 100;
    private static final SequentialTest TEST = new SequentialTest(0.05, 0.05);

    private Peeking() {}

    public static void main(String[] arguments) {
        System.out.println("share a, share b, claims, of experiments, median observations of each until the claim");
        for (double[] shares :
                new double[][] {{0.5, 0.5}, {0.1, 0.1}, {0.9, 0.9}, {0.99, 0.99}, {0.8, 0.85}, {0.8, 0.9}, {0.8, 0.5}
                }) {
            long[] claims = new Random(11)
                    .longs(EXPERIMENTS)
                    .map(seed -> claim(new Random(seed), shares[0], shares[1]))
                    .filter(n -> n > 0)
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%.2f, %.2f, %d (%.2f %%), %d, %s%n",
                    shares[0],
                    shares[1],
                    claims.length,
                    100.0 * claims.length / EXPERIMENTS,
                    EXPERIMENTS,
                    claims.length == 0 ? "-" : claims[claims.length / 2]);
        }
    }

    /** After how many observations of each a difference is claimed; 0 when never. */
    private static long claim(Random random, double a, double b) {
        long hitsA = 0;
        long hitsB = 0;
        for (int n = 1; n <= OBSERVATIONS; n++) {
            hitsA += random.nextDouble() < a ? 1 : 0;
            hitsB += random.nextDouble() < b ? 1 : 0;
            if (n >= LEAST && significant(Mean.ofShare(hitsA, n), Mean.ofShare(hitsB, n))) {
                return n;
            }
        }
        return 0;
    }

    private static boolean significant(Mean a, Mean b) {
        SequentialTest.Finding finding = TEST.compare(a, b);
        return finding.low() > 0 || finding.high() < 0;
    }
}
