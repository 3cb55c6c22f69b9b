package dev.millrace.training.algorithm;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/** Rows in XGBoost's memory, freed when closed. */
record XgboostRows(DMatrix matrix) implements AutoCloseable {
    /** @return null for null */
    static @Nullable XgboostRows of(@Nullable PreparedMatrix rows) throws XGBoostError {
        return rows == null ? null : new XgboostRows(matrix(rows));
    }

    static XgboostRows weighted(FitInput input, PreparedMatrix rows) throws XGBoostError {
        DMatrix matrix = matrix(rows);
        if (input.classes() > 0) {
            double[] classes = ClassWeights.of(input);
            float[] weights = new float[rows.rows()];
            for (int row = 0; row < weights.length; row++) {
                weights[row] = (float) classes[(int) rows.target()[row]];
            }
            matrix.setWeight(weights);
        }
        return new XgboostRows(matrix);
    }

    private static DMatrix matrix(PreparedMatrix rows) throws XGBoostError {
        DMatrix matrix = new DMatrix(
                rows.features().values(), rows.rows(), rows.features().width(), Float.NaN);
        float[] labels = new float[rows.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (float) rows.target()[row];
        }
        matrix.setLabel(labels);
        return matrix;
    }

    @Override
    public void close() {
        matrix.dispose();
    }
}
