package dev.millrace.models;

/** A predictor whose one output tells how unusual a row is: the higher, the less usual. */
public interface AnomalyScorer extends Predictor {
    /** Rows with a higher score are anomalies. */
    double threshold();
}
