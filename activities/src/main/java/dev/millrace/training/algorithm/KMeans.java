package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;
import dev.millrace.models.RowBlocks;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Centres with the least sum of squared distances to their rows: the best of several starts of Lloyd's algorithm. */
final class KMeans implements Algorithm {
    @Override
    public String id() {
        return "k_means";
    }

    @Override
    public String title() {
        return "k-means clustering";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLUSTERING);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(
                new Hyperparameter.Whole(
                        "k", "How many clusters", 8, 1, 10_000, new Hyperparameter.Range(2, 20, false)),
                new Hyperparameter.Whole(
                        "n_init",
                        "How often to start, from other k-means++ centres; the best counts",
                        10,
                        1,
                        1000,
                        null),
                new Hyperparameter.Whole("max_iter", "How many steps a start takes at most", 300, 1, 100_000, null),
                new Hyperparameter.Real(
                        "tol",
                        "A start ends when the centres move by less: the sum of squares, as a share of the mean variance",
                        1e-4,
                        0,
                        false,
                        1,
                        null));
    }

    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(true, false);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, false);
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        int k = input.parameters().whole("k");
        int starts = input.parameters().whole("n_init");
        requireRows("k", k, input.train().rows());
        Matrix matrix = input.train().features();
        RowBlocks rows = new RowBlocks(matrix.width(), matrix.values());
        int mostSteps = input.parameters().whole("max_iter");
        double tolerance = input.parameters().real("tol") * meanVariance(matrix, monitor);
        long[] seeds = new SplittableRandom(input.seed()).longs(starts).toArray();
        List<Partition> best = new ArrayList<>();
        int done = 0;
        while (done < starts) {
            int end = Math.min(starts, done + monitor.threads());
            List<ParallelTasks.Task<Partition>> wave = Arrays.stream(seeds, done, end)
                    .mapToObj(seed -> (ParallelTasks.Task<Partition>) goesOn -> Lloyd.run(
                            rows, new CentreSeeding(rows, seed, goesOn).centres(k), mostSteps, tolerance, goesOn))
                    .toList();
            for (Partition partition : ParallelTasks.run(wave.size(), monitor, wave)) {
                best.add(partition);
                monitor.metric(++done, "inertia", partition.inertia());
            }
            best.sort(Comparator.comparingDouble(Partition::inertia));
            best.subList(1, best.size()).clear();
            monitor.progress((double) done / starts);
        }
        return new Fit(best.getFirst().predictor(), new double[0], Map.of());
    }

    static double meanVariance(Matrix matrix, FitMonitor monitor) {
        double sum = 0;
        for (int j = 0; j < matrix.width(); j++) {
            monitor.throwIfCancelled();
            double mean = 0;
            double squares = 0;
            for (int row = 0; row < matrix.rows(); row++) {
                double gap = matrix.get(row, j) - mean;
                mean += gap / (row + 1);
                squares += gap * (matrix.get(row, j) - mean);
            }
            sum += squares / matrix.rows();
        }
        return sum / matrix.width();
    }

    static void requireRows(String name, int clusters, int rows) {
        if (clusters > rows) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    name + " is " + clusters + ", and there are only " + rows + " rows to find clusters in; give a "
                            + name + " of at most " + rows);
        }
    }
}
