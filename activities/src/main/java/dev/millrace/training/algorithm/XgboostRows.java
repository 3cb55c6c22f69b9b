package dev.millrace.training.algorithm;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Rows in XGBoost's memory, freed when closed. */
record XgboostRows(DMatrix matrix) implements AutoCloseable {
    /** @param classWeights what a row of each class counts; empty where all count the same */
    static XgboostRows of(PreparedMatrix rows, double[] classWeights) throws XGBoostError {
        DMatrix matrix = new DMatrix(
                rows.features().values(), rows.rows(), rows.features().width(), Float.NaN);
        float[] labels = new float[rows.rows()];
        float[] weights = new float[rows.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (float) rows.target()[row];
            weights[row] = classWeights.length == 0 ? 1 : (float) classWeights[(int) rows.target()[row]];
        }
        matrix.setLabel(labels);
        if (classWeights.length > 0) {
            matrix.setWeight(weights);
        }
        return new XgboostRows(matrix);
    }

    @Override
    public void close() {
        matrix.dispose();
    }
}
