package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;
import java.util.Arrays;
import smile.data.DataFrame;
import smile.data.vector.ValueVector;
import smile.sort.QuickSort;

/**
 * The training rows as Smile's trees take them, shared by all trees of a forest: the columns, the rows of each column in
 * ascending order, and the same columns as a data frame (without a copy).
 */
record ForestData(float[][] columns, int[][] order, DataFrame frame) {
    static ForestData of(Matrix matrix, FitMonitor monitor) {
        int width = matrix.width();
        float[][] columns = new float[width][matrix.rows()];
        int[][] order = new int[width][];
        ValueVector[] vectors = new ValueVector[width];
        for (int j = 0; j < width; j++) {
            monitor.throwIfCancelled();
            for (int row = 0; row < matrix.rows(); row++) {
                columns[j][row] = matrix.get(row, j);
            }
            order[j] = QuickSort.sort(Arrays.copyOf(columns[j], matrix.rows()));
            vectors[j] = ValueVector.of("f" + j, columns[j]);
        }
        return new ForestData(columns, order, new DataFrame(vectors));
    }

    int rows() {
        return frame.nrow();
    }

    int features() {
        return columns.length;
    }
}
