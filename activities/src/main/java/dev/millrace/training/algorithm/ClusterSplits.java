package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;
import dev.millrace.models.RowBlocks;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides each cluster in two where two describe its rows better than one. */
final class ClusterSplits {
    private static final int FEWEST_ROWS = 3;

    private final Matrix matrix;
    private final int mostSteps;
    private final double tolerance;
    private final FitMonitor monitor;

    ClusterSplits(Matrix matrix, int mostSteps, double tolerance, FitMonitor monitor) {
        this.matrix = matrix;
        this.mostSteps = mostSteps;
        this.tolerance = tolerance;
        this.monitor = monitor;
    }

    /** What a cluster could become; {@code halves} are two centres. */
    private record Division(int cluster, double[] halves, double gain) {}

    /** At most {@code most} centres after the splits that gain most; as many as before where none gains. */
    double[] of(Partition found, int most, long seed) {
        List<ParallelTasks.Task<Division>> tasks = IntStream.range(0, found.clusters())
                .mapToObj(cluster ->
                        (ParallelTasks.Task<Division>) goesOn -> divide(found, cluster, seed + cluster, goesOn))
                .toList();
        List<Division> chosen = ParallelTasks.run(monitor.threads(), monitor, tasks).stream()
                .filter(division -> division.gain() > 0)
                .sorted(Comparator.comparingDouble(division -> -division.gain()))
                .limit(most - found.clusters())
                .toList();
        int width = matrix.width();
        int next = found.centres().length;
        double[] centres = Arrays.copyOf(found.centres(), next + chosen.size() * width);
        for (Division division : chosen) {
            System.arraycopy(division.halves(), 0, centres, division.cluster() * width, width);
            System.arraycopy(division.halves(), width, centres, next, width);
            next += width;
        }
        return centres;
    }

    private Division divide(Partition found, int cluster, long seed, Runnable goesOn) {
        int[] members = found.rows(cluster);
        float[] values = values(members);
        if (members.length < FEWEST_ROWS || same(values)) {
            return new Division(cluster, new double[0], 0);
        }
        RowBlocks rows = new RowBlocks(matrix.width(), values);
        Partition whole = Lloyd.run(rows, new double[matrix.width()], 2, 0, goesOn);
        double[] start = new CentreSeeding(rows, seed, goesOn).centres(2);
        Partition halves = Lloyd.run(rows, start, mostSteps, tolerance, goesOn);
        double gain = InformationCriterion.of(halves) - InformationCriterion.of(whole);
        return new Division(cluster, halves.centres(), gain);
    }

    private boolean same(float[] values) {
        return IntStream.range(matrix.width(), values.length).allMatch(i -> values[i] == values[i % matrix.width()]);
    }

    private float[] values(int[] members) {
        int width = matrix.width();
        float[] values = new float[members.length * width];
        for (int i = 0; i < members.length; i++) {
            System.arraycopy(matrix.values(), members[i] * width, values, i * width, width);
        }
        return values;
    }
}
