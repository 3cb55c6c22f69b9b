package dev.millrace.training.algorithm;

import dev.millrace.models.Centroids;
import java.util.Arrays;

/** Rows divided among centres; {@code inertia} is the sum of their squared distances. */
record Partition(int width, double[] centres, int[] labels, double inertia) {
    int clusters() {
        return centres.length / width;
    }

    /** The rows of one cluster. */
    int[] rows(int cluster) {
        return java.util.stream.IntStream.range(0, labels.length)
                .filter(row -> labels[row] == cluster)
                .toArray();
    }

    int[] sizes() {
        int[] sizes = new int[clusters()];
        Arrays.stream(labels).forEach(label -> sizes[label]++);
        return sizes;
    }

    /** With its clusters numbered from the largest on. */
    Centroids predictor() {
        int[] numbers = ClusterNumbers.bySize(labels, clusters());
        double[] ordered = new double[centres.length];
        for (int c = 0; c < numbers.length; c++) {
            System.arraycopy(centres, c * width, ordered, numbers[c] * width, width);
        }
        return new Centroids(width, ordered);
    }
}
