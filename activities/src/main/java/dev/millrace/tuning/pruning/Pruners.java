package dev.millrace.tuning.pruning;

import dev.millrace.tuning.PrunerKind;

/** The pruners by the names that users give them. */
public final class Pruners {
    /** Ends with better values than 4 for the same steps, and leaves more than one of a few folds. */
    private static final int ASHA_REDUCTION = 2;

    private static final Pruner NONE = new Pruner() {
        @Override
        public boolean decidesAt(int before, int step) {
            return false;
        }

        @Override
        public boolean prunes(int trial, Curves curves) {
            return false;
        }
    };

    private Pruners() {}

    /** @param seed of the study, by which trials are dealt out to brackets */
    public static Pruner of(PrunerKind kind, long seed) {
        return switch (kind) {
            case NONE -> NONE;
            case MEDIAN -> new MedianPruner();
            case ASHA -> new SuccessiveHalving(new Rungs(ASHA_REDUCTION, 0));
            case HYPERBAND -> new Hyperband(seed);
        };
    }
}
