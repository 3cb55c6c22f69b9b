package dev.millrace.models;

import dev.millrace.datasets.Table;

/** A predictor that brings its own preprocessing: it takes the columns of the input schema as they are. */
public interface TablePredictor extends Predictor {
    /** As {@link #predict(Matrix)} for rows that hold the used columns of the input schema. */
    double[] predict(Table table);

    /** @throws UnsupportedOperationException since there are no features */
    @Override
    default double[] predict(Matrix matrix) {
        throw new UnsupportedOperationException("this model takes columns, not features");
    }
}
