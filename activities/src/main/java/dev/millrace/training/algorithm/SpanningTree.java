package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;
import dev.millrace.models.RowBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The shortest tree that joins all rows (Prim 1957); its edges, in the order of their lengths, are the merges of single
 * linkage (Gower and Ross 1969).
 */
final class SpanningTree {
    private SpanningTree() {}

    /** The shortest first. */
    static List<Merges.Merge> of(Matrix matrix, FitMonitor monitor) {
        int rows = matrix.rows();
        RowBlocks blocks = new RowBlocks(matrix.width(), matrix.values());
        double[] squared = new double[rows];
        double[] closest = new double[rows];
        int[] neighbours = new int[rows];
        boolean[] joined = new boolean[rows];
        Arrays.fill(closest, Double.POSITIVE_INFINITY);
        List<Merges.Merge> edges = new ArrayList<>();
        int last = 0;
        while (edges.size() < rows - 1) {
            monitor.throwIfCancelled();
            joined[last] = true;
            blocks.squaredDistances(matrix.values(), last * matrix.width(), squared);
            int next = -1;
            for (int row = 0; row < rows; row++) {
                if (!joined[row]) {
                    if (squared[row] < closest[row]) {
                        closest[row] = squared[row];
                        neighbours[row] = last;
                    }
                    next = next < 0 || closest[row] < closest[next] ? row : next;
                }
            }
            edges.add(new Merges.Merge(neighbours[next], next, Math.sqrt(closest[next])));
            last = next;
            if (edges.size() % 256 == 0) {
                monitor.progress((double) edges.size() / rows);
            }
        }
        edges.sort(Comparator.comparingDouble(Merges.Merge::height));
        return edges;
    }
}
