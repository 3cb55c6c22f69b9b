package dev.millrace.models;

/** What an algorithm learns: numbers in, numbers out. Immutable, and safe for many threads at once. */
public sealed interface Predictor permits LinearModel, FlatForest, XgboostModel {
    /** Numbers per row: one probability for each class of a classifier, or the one value of a regression. */
    int outputs();

    /** The outputs row by row: {@code rows * outputs()} numbers. */
    double[] predict(Matrix matrix);

    /** About how much memory this takes, in bytes. */
    long bytes();
}
