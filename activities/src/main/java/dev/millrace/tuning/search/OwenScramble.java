package dev.millrace.tuning.search;

/**
 * Scrambles the binary digits of a number in [0, 1), each by a hash of those before it, which leaves a sequence as even as it
 * was (Owen 1995; the hash is Laine and Karras', as in Burley, "Practical hash-based Owen scrambling", 2020).
 */
final class OwenScramble {
    private OwenScramble() {}

    /** @param digits the first 32 binary digits of the number */
    static int of(int digits, int seed) {
        int x = Integer.reverse(digits);
        x += seed;
        x ^= x * 0x6c50b47c;
        x ^= x * 0xb82f1e52;
        x ^= x * 0xc7afe638;
        x ^= x * 0x8d22f6e6;
        return Integer.reverse(x);
    }
}
