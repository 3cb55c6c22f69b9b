package dev.millrace.tuning.search;

import java.util.SplittableRandom;

/** A permutation of the numbers below {@code size} that depends on the seed only (Fisher and Yates). */
final class Shuffle {
    private final int[] order;

    Shuffle(int size, long seed) {
        order = new int[size];
        SplittableRandom random = Randomness.of(seed, -1);
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
    }

    int at(int place) {
        return order[place];
    }
}
