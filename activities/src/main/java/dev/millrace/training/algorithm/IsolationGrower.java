package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Grows single trees of an isolation forest, each from {@code draws} rows drawn without replacement; a tree depends on
 * nothing but the rows, the settings, the seed and its number.
 */
record IsolationGrower(Matrix matrix, long[] seeds, int draws, int features) {
    private static final int USUAL_DRAWS = 256;

    static IsolationGrower of(FitInput input) {
        Matrix matrix = input.train().features();
        double share = input.parameters().real("max_features");
        return new IsolationGrower(
                matrix,
                new SplittableRandom(input.seed())
                        .longs(input.parameters().whole("trees"))
                        .toArray(),
                draws(input.parameters(), matrix.rows()),
                Math.max(1, (int) (share * matrix.width())));
    }

    private static int draws(HyperparameterValues parameters, int rows) {
        double wanted = parameters.number("max_samples").orElse(USUAL_DRAWS);
        return Math.clamp(wanted <= 1 ? (long) (wanted * rows) : Math.round(wanted), 1, rows);
    }

    int trees() {
        return seeds.length;
    }

    /** @param goesOn called often; what it throws ends the growing */
    GrownTree grow(int number, Runnable goesOn) {
        SplittableRandom random = new SplittableRandom(seeds[number]);
        int[] rows = sample(matrix.rows(), draws, random);
        int[] known = sample(matrix.width(), features, random);
        return new GrownTree(new IsolationTree(matrix, rows, known, random, goesOn).grow(), 1, 0, new double[0]);
    }

    /** So many of the numbers below {@code all}, ascending (Floyd's algorithm). */
    private static int[] sample(int all, int count, SplittableRandom random) {
        if (count == all) {
            return IntStream.range(0, all).toArray();
        }
        BitSet taken = new BitSet(all);
        for (int last = all - count; last < all; last++) {
            int drawn = random.nextInt(last + 1);
            taken.set(taken.get(drawn) ? last : drawn);
        }
        return taken.stream().toArray();
    }
}
