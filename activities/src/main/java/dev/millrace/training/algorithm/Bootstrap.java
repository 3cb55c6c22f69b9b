package dev.millrace.training.algorithm;

import java.util.SplittableRandom;

/** The rows that each tree of a forest is grown from, drawn with replacement from the tree's own seed. */
record Bootstrap(long[] seeds, int rows, int draws) {
    /** The trees' seeds come out of a generator: seeds at regular distances would make trees that are much alike. */
    static Bootstrap of(long seed, int trees, int rows, int draws) {
        return new Bootstrap(new SplittableRandom(seed).longs(trees).toArray(), rows, draws);
    }

    /** How often each row was drawn. */
    int[] sample(int tree) {
        SplittableRandom random = new SplittableRandom(seeds[tree]);
        int[] samples = new int[rows];
        for (int draw = 0; draw < draws; draw++) {
            samples[random.nextInt(rows)]++;
        }
        return samples;
    }
}
