package dev.millrace.training;

import dev.millrace.problems.Problem;

/**
 * The back test of a forecast by rolling origin (Tashman 2000): from each of {@code count} points in time the next
 * {@code horizon} steps are forecast from what came before; the last ends with the series. The points are a horizon apart,
 * or closer together where half of the series would not stay for the first to learn from.
 */
record RollingOrigins(int length, int horizon, int count, int apart) {
    /** The first one has so many values before it. */
    static final int FEWEST_BEFORE = 8;

    /** @throws Problem when the series is too short, saying how many values are needed */
    static RollingOrigins of(TrainingSpec spec, int length) {
        int horizon = horizon(spec);
        int count = spec.validationConfig().rounds();
        require(spec, length);
        int before = Math.max(FEWEST_BEFORE, length / 2);
        int apart = count == 1 ? horizon : Math.clamp((length - horizon - before) / (count - 1), 1, horizon);
        return new RollingOrigins(length, horizon, count, apart);
    }

    /** @throws Problem when so many values are too few, saying how many are needed */
    static void require(TrainingSpec spec, long values) {
        int horizon = horizon(spec);
        int count = spec.validationConfig().rounds();
        int needed = horizon + count - 1 + FEWEST_BEFORE;
        if (values < needed) {
            throw Problem.invalid(
                    "/training_data/horizon",
                    "the series has " + values + " values; a forecast of " + horizon + " steps, tested from " + count
                            + (count == 1 ? " point" : " points") + " in time, needs at least " + needed
                            + ": choose a shorter horizon or fewer folds, or give more values");
        }
    }

    /** How many steps come before the origin of a fold, counted from 1. */
    int before(int fold) {
        return length - horizon - (count - fold) * apart;
    }

    private static int horizon(TrainingSpec spec) {
        Integer horizon = spec.trainingData().horizon();
        if (horizon == null) {
            throw new IllegalStateException("a forecast has a horizon");
        }
        return horizon;
    }
}
