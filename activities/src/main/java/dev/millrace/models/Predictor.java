package dev.millrace.models;

import org.jspecify.annotations.Nullable;

/** What an algorithm learns: numbers in, numbers out. Immutable, and safe for many threads at once. Each class has its {@link PredictorFormat}. */
public interface Predictor {
    /** Numbers per row: as many as its {@link OutputKind} says. */
    int outputs();

    /** The outputs row by row: {@code rows * outputs()} numbers. */
    double[] predict(Matrix matrix);

    /** Why it has no answer for some rows, for people; null where it answers every row. */
    default @Nullable String refusal() {
        return null;
    }

    /** About how many operations the prediction of a row takes. */
    default double steps() {
        return 1000;
    }

    /** About how much memory this takes, in bytes. */
    long bytes();
}
