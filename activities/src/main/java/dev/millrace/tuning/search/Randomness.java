package dev.millrace.tuning.search;

import java.util.SplittableRandom;

/** Random numbers that depend on the study's seed and the trial's number only. */
final class Randomness {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Randomness() {}

    static SplittableRandom of(long seed, int number) {
        return new SplittableRandom(mixed(seed * GOLDEN + mixed(number + GOLDEN)));
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
