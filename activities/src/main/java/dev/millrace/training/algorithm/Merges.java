package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;
import dev.millrace.models.RowBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Joins rows to clusters until one is left, by the nearest-neighbour chain (Murtagh 1983): from any cluster on to its nearest,
 * until two are each other's nearest. Takes time and memory by the square of the rows.
 */
final class Merges {
    /** Two rows whose clusters are joined, and how far apart those were. */
    record Merge(int one, int other, double height) {}

    private final Linkage linkage;
    private final FitMonitor monitor;
    private final int rows;
    /** Of each row the distances from those after it. */
    private final double[][] distances;
    /** How many rows the cluster has that a row stands for; 0 where it stands for none. */
    private final int[] sizes;

    private Merges(Matrix matrix, Linkage linkage, FitMonitor monitor) {
        this.linkage = linkage;
        this.monitor = monitor;
        this.rows = matrix.rows();
        this.sizes = new int[rows];
        Arrays.fill(sizes, 1);
        this.distances = new double[rows][];
        RowBlocks blocks = new RowBlocks(matrix.width(), matrix.values());
        double[] all = new double[rows];
        for (int row = 0; row < rows; row++) {
            monitor.throwIfCancelled();
            blocks.squaredDistances(matrix.values(), row * matrix.width(), all);
            double[] later = Arrays.copyOfRange(all, row + 1, rows);
            if (!linkage.squared()) {
                Arrays.setAll(later, i -> Math.sqrt(later[i]));
            }
            distances[row] = later;
        }
    }

    /** The least height first. */
    static List<Merge> of(Matrix matrix, Linkage linkage, FitMonitor monitor) {
        return linkage == Linkage.SINGLE
                ? SpanningTree.of(matrix, monitor)
                : new Merges(matrix, linkage, monitor).all();
    }

    private List<Merge> all() {
        List<Merge> merges = new ArrayList<>();
        int[] chain = new int[rows + 1];
        int length = 0;
        while (merges.size() < rows - 1) {
            monitor.throwIfCancelled();
            if (length == 0) {
                chain[length++] = IntStream.range(0, rows)
                        .filter(row -> sizes[row] > 0)
                        .findFirst()
                        .orElseThrow();
            }
            int last = chain[length - 1];
            int before = length > 1 ? chain[length - 2] : -1;
            int nearest = nearest(last, before);
            if (nearest != before) {
                chain[length++] = nearest;
                continue;
            }
            length -= 2;
            double between = distance(last, nearest);
            merges.add(new Merge(last, nearest, linkage.squared() ? Math.sqrt(between) : between));
            join(last, nearest, between);
            if (merges.size() % 256 == 0) {
                monitor.progress((double) merges.size() / rows);
            }
        }
        merges.sort(Comparator.comparingDouble(Merge::height));
        return merges;
    }

    /** Of equally near ones the one before in the chain. */
    private int nearest(int cluster, int before) {
        int nearest = before;
        double least = before < 0 ? Double.POSITIVE_INFINITY : distance(cluster, before);
        for (int i = 0; i < cluster; i++) {
            if (sizes[i] > 0 && distances[i][cluster - i - 1] < least) {
                least = distances[i][cluster - i - 1];
                nearest = i;
            }
        }
        double[] own = distances[cluster];
        for (int i = cluster + 1; i < rows; i++) {
            if (sizes[i] > 0 && own[i - cluster - 1] < least) {
                least = own[i - cluster - 1];
                nearest = i;
            }
        }
        return nearest;
    }

    /** From now on the second stands for both. */
    private void join(int one, int other, double between) {
        for (int third = 0; third < rows; third++) {
            if (sizes[third] > 0 && third != one && third != other) {
                double joined = linkage.joined(
                        distance(third, one), distance(third, other), between, sizes[one], sizes[other], sizes[third]);
                distances[Math.min(third, other)][Math.abs(third - other) - 1] = joined;
            }
        }
        sizes[other] += sizes[one];
        sizes[one] = 0;
    }

    private double distance(int one, int other) {
        return distances[Math.min(one, other)][Math.abs(one - other) - 1];
    }
}
