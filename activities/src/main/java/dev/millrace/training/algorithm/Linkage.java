package dev.millrace.training.algorithm;

/** How far apart two clusters are, by how far each part of one is from the other (Lance and Williams 1967). */
enum Linkage {
    /** By how much the sum of squared distances from the means grows; as scikit-learn and SciPy scale it. */
    WARD,
    /** The mean distance of their rows. */
    AVERAGE,
    /** The largest distance. */
    COMPLETE,
    /** The smallest distance. */
    SINGLE;

    /** Ward's is computed with squares. */
    boolean squared() {
        return this == WARD;
    }

    /** The distance of a third cluster from two that are joined; sizes are numbers of rows. */
    double joined(double toOne, double toOther, double between, double one, double other, double third) {
        return switch (this) {
            case WARD ->
                Math.max(
                        0,
                        ((one + third) * toOne + (other + third) * toOther - third * between) / (one + other + third));
            case AVERAGE -> (one * toOne + other * toOther) / (one + other);
            case COMPLETE -> Math.max(toOne, toOther);
            case SINGLE -> Math.min(toOne, toOther);
        };
    }
}
