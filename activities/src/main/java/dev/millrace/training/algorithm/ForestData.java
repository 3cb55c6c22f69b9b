package dev.millrace.training.algorithm;

import dev.millrace.models.FlatTrees;
import dev.millrace.models.Matrix;
import java.util.Arrays;

/** The training rows as trees take them, shared by all trees: the columns, and the rows of each column in ascending order. */
record ForestData(float[][] columns, int[][] order) {
    static ForestData of(Matrix matrix, FitMonitor monitor) {
        int width = matrix.width();
        float[][] columns = new float[width][matrix.rows()];
        int[][] order = new int[width][];
        for (int j = 0; j < width; j++) {
            monitor.throwIfCancelled();
            for (int row = 0; row < matrix.rows(); row++) {
                columns[j][row] = matrix.get(row, j);
            }
            order[j] = ascending(columns[j]);
        }
        return new ForestData(columns, order);
    }

    int features() {
        return columns.length;
    }

    /** The same order of those rows alone that weigh something, to be changed at will. */
    int[][] order(double[] weights, Runnable goesOn) {
        int kept = (int) Arrays.stream(weights).filter(weight -> weight > 0).count();
        int[][] own = new int[order.length][];
        for (int j = 0; j < order.length; j++) {
            goesOn.run();
            own[j] = kept == weights.length ? order[j].clone() : weighted(order[j], weights, kept);
        }
        return own;
    }

    /** Sorts numbers that have the value above and the row below. */
    private static int[] ascending(float[] column) {
        long[] keys = new long[column.length];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = (long) FlatTrees.key(column[row]) << Integer.SIZE | row;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private static int[] weighted(int[] rows, double[] weights, int kept) {
        int[] own = new int[kept + 1];
        int size = 0;
        for (int row : rows) {
            own[size] = row;
            size += weights[row] > 0 ? 1 : 0;
        }
        return Arrays.copyOf(own, kept);
    }
}
