package dev.millrace.training.algorithm;

import dev.millrace.models.KdTree;
import dev.millrace.models.Matrix;
import dev.millrace.models.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How far each row is from the {@code neighbours}-th nearest, itself counted as the first. */
record NeighbourDistances(double[] squared) {
    private static final int WAVES = 10;
    private static final int FEWEST_ROWS = 512;
    /** Where many rows are the same. */
    private static final double LEAST = 1e-6;

    /** Tells progress up to a half. */
    static NeighbourDistances of(KdTree tree, Matrix matrix, int neighbours, FitMonitor monitor) {
        double[] squared = new double[matrix.rows()];
        int first = 0;
        while (first < squared.length) {
            int part = Math.max(FEWEST_ROWS, Math.ceilDiv(squared.length, WAVES * monitor.threads()));
            int from = first;
            List<ParallelTasks.Task<Integer>> wave = IntStream.range(0, monitor.threads())
                    .map(i -> from + i * part)
                    .filter(begin -> begin < squared.length)
                    .mapToObj(begin -> (ParallelTasks.Task<Integer>)
                            goesOn -> measure(tree, matrix, neighbours, squared, begin, part, goesOn))
                    .toList();
            first = ParallelTasks.run(wave.size(), monitor, wave).getLast();
            monitor.progress(0.5 * first / squared.length);
        }
        return new NeighbourDistances(squared);
    }

    private static int measure(
            KdTree tree, Matrix matrix, int neighbours, double[] squared, int begin, int count, Runnable goesOn) {
        Nearest nearest = new Nearest(neighbours);
        int end = Math.min(begin + count, squared.length);
        for (int row = begin; row < end; row++) {
            goesOn.run();
            nearest.clear();
            tree.search(matrix.values(), row * matrix.width(), nearest);
            squared[row] = nearest.farthest();
        }
        return end;
    }

    /** The rows that are at most so far. */
    int[] within(double epsilon) {
        return IntStream.range(0, squared.length)
                .filter(row -> squared[row] <= epsilon * epsilon)
                .toArray();
    }

    double median() {
        double[] ordered = ordered();
        return Math.sqrt(ordered[ordered.length / 2]);
    }

    /** Where the distances in their order are farthest below the line from the first to the last. */
    double bend() {
        double[] ordered = Arrays.stream(ordered()).map(Math::sqrt).toArray();
        int last = ordered.length - 1;
        double rise = ordered[last] - ordered[0];
        double deepest = 0;
        double bend = ordered[last];
        for (int i = 0; i < last && rise > 0; i++) {
            double depth = (double) i / last - (ordered[i] - ordered[0]) / rise;
            if (depth > deepest) {
                deepest = depth;
                bend = ordered[i];
            }
        }
        return Math.max(LEAST, Math.nextUp(bend));
    }

    private double[] ordered() {
        double[] ordered = squared.clone();
        Arrays.sort(ordered);
        return ordered;
    }
}
