package dev.millrace.models;

import java.util.Arrays;

/** Every row belongs to the cluster whose centre is nearest; of equally near ones to that of lower number. */
public final class Centroids implements Predictor {
    private final int width;
    private final double[] centres;

    /** @param centres of each cluster {@code width} finite numbers */
    public Centroids(int width, double[] centres) {
        if (width < 1 || centres.length == 0 || centres.length % width != 0) {
            throw new IllegalArgumentException(centres.length + " numbers are not centres of " + width + " features");
        }
        if (Arrays.stream(centres).anyMatch(value -> !Double.isFinite(value))) {
            throw new IllegalArgumentException("a centre has a value that is not a finite number");
        }
        this.width = width;
        this.centres = centres;
    }

    double[] centres() {
        return centres;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double[] predict(Matrix matrix) {
        double[] clusters = new double[matrix.rows()];
        for (int row = 0; row < clusters.length; row++) {
            clusters[row] = nearest(matrix.values(), row * width);
        }
        return clusters;
    }

    private int nearest(float[] row, int at) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int first = 0; first < centres.length; first += width) {
            double squared = 0;
            for (int j = 0; j < width; j++) {
                double gap = row[at + j] - centres[first + j];
                squared += gap * gap;
            }
            if (squared < least) {
                least = squared;
                nearest = first / width;
            }
        }
        return nearest;
    }

    @Override
    public double steps() {
        return centres.length;
    }

    @Override
    public long bytes() {
        return 48 + 8L * centres.length;
    }
}
