package dev.millrace.models;

/** What an algorithm learns: numbers in, numbers out. Immutable, and safe for many threads at once. Each class has its {@link PredictorFormat}. */
public interface Predictor {
    /** Numbers per row: one probability for each class of a classifier, or the one value of a regression. */
    int outputs();

    /** The outputs row by row: {@code rows * outputs()} numbers. */
    double[] predict(Matrix matrix);

    /** About how many operations the prediction of a row takes. */
    default double steps() {
        return 1000;
    }

    /** About how much memory this takes, in bytes. */
    long bytes();
}
