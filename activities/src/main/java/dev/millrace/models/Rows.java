package dev.millrace.models;

import java.util.Arrays;

/** Picks the numbers of some rows. */
final class Rows {
    private Rows() {}

    static double[] of(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }
}
