package dev.millrace.models;

import java.util.Arrays;

/** Answers the rows it was fitted on with their cluster, and no other: for methods that cannot assign new rows. */
public final class KnownRows implements Predictor {
    private static final int EMPTY = -1;

    private final int width;
    private final float[] rows;
    private final int[] clusters;
    /** Numbers of rows, each at the first free place from its hash on. */
    private final int[] places;

    /** @param rows row by row, as many as there are {@code clusters}; of equal ones the first counts */
    public KnownRows(float[] rows, int[] clusters) {
        if (clusters.length == 0 || rows.length == 0 || rows.length % clusters.length != 0) {
            throw new IllegalArgumentException(rows.length + " numbers are not " + clusters.length + " rows");
        }
        this.width = rows.length / clusters.length;
        this.rows = rows;
        this.clusters = clusters;
        this.places = new int[Integer.highestOneBit(clusters.length) * 4];
        Arrays.fill(places, EMPTY);
        for (int row = 0; row < clusters.length; row++) {
            int place = place(rows, row * width);
            if (places[place] == EMPTY) {
                places[place] = row;
            }
        }
    }

    float[] rows() {
        return rows;
    }

    int[] clusters() {
        return clusters;
    }

    int features() {
        return width;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double[] predict(Matrix matrix) {
        double[] answers = new double[matrix.rows()];
        for (int row = 0; row < answers.length; row++) {
            int known = places[place(matrix.values(), row * width)];
            answers[row] = known == EMPTY ? Double.NaN : clusters[known];
        }
        return answers;
    }

    @Override
    public String refusal() {
        return "only the rows that the model was trained on have a cluster, and this is none of them;"
                + " to assign new rows train k_means, x_means or dbscan";
    }

    /** Where the row is, or could be put. */
    private int place(float[] from, int at) {
        int hash = 1;
        for (int j = 0; j < width; j++) {
            hash = 31 * hash + Float.hashCode(from[at + j] + 0.0f); // -0 and 0 are equal
        }
        int place = ((hash ^ (hash >>> 15)) * 0x9E3779B1) & (places.length - 1);
        while (places[place] != EMPTY && !same(places[place] * width, from, at)) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    private boolean same(int known, float[] from, int at) {
        for (int j = 0; j < width; j++) {
            if (rows[known + j] != from[at + j]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public double steps() {
        return 2.0 * width;
    }

    @Override
    public long bytes() {
        return 64 + 4L * (rows.length + clusters.length + places.length);
    }
}
