package dev.millrace.training.algorithm;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Rows in XGBoost's memory, freed when closed. */
record XgboostRows(DMatrix matrix) implements AutoCloseable {
    XgboostRows(PreparedMatrix rows) throws XGBoostError {
        this(new DMatrix(rows.features().values(), rows.rows(), rows.features().width(), Float.NaN));
        float[] labels = new float[rows.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (float) rows.target()[row];
        }
        matrix.setLabel(labels);
    }

    @Override
    public void close() {
        matrix.dispose();
    }
}
