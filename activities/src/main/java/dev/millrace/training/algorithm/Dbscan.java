package dev.millrace.training.algorithm;

import dev.millrace.models.CorePoints;
import dev.millrace.models.KdTree;
import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Clusters are where rows lie close together (Ester et al. 1996): rows with {@code min_points} rows within {@code epsilon},
 * themselves included, are core points, and core points within epsilon of each other are in the same cluster.
 */
final class Dbscan implements Algorithm {
    @Override
    public String id() {
        return "dbscan";
    }

    @Override
    public String title() {
        return "DBSCAN density-based clustering";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLUSTERING);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(
                new Hyperparameter.RealOrWord(
                        "epsilon",
                        "How near neighbours are, in deviations of the features; auto: where the rows' distances from their"
                                + " min_points-th neighbour, in order, bend upwards",
                        "auto",
                        List.of("auto"),
                        0,
                        1e6,
                        new Hyperparameter.Range(0.1, 10, true)),
                new Hyperparameter.Whole(
                        "min_points",
                        "How many rows within epsilon make a row a core point, itself included",
                        5,
                        1,
                        10_000,
                        new Hyperparameter.Range(2, 20, false)));
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
        monitor.throwIfCancelled();
        Matrix matrix = input.train().features();
        int points = input.parameters().whole("min_points");
        if (points > matrix.rows()) {
            throw impossible("min_points is " + points + ", and there are only " + matrix.rows()
                    + " rows; give a min_points of at most " + matrix.rows());
        }
        KdTree tree = new KdTree(matrix.width(), matrix.values(), monitor::throwIfCancelled);
        NeighbourDistances distances = NeighbourDistances.of(tree, matrix, points, monitor);
        double epsilon = input.parameters().number("epsilon").orElseGet(distances::bend);
        monitor.metric(1, "epsilon", epsilon);
        int[] core = distances.within(epsilon);
        if (core.length == 0) {
            throw impossible("all rows are noise: none has " + points + " rows within epsilon, " + epsilon
                    + "; give a smaller min_points or a larger epsilon, for half of the rows have so many within "
                    + (float) distances.median());
        }
        int[] clusters = new DensityClusters(tree, matrix, core, monitor).within(epsilon);
        int[] numbers =
                ClusterNumbers.bySize(clusters, Arrays.stream(clusters).max().orElseThrow() + 1);
        float[] values = new float[core.length * matrix.width()];
        for (int i = 0; i < core.length; i++) {
            System.arraycopy(matrix.values(), core[i] * matrix.width(), values, i * matrix.width(), matrix.width());
        }
        int[] numbered = IntStream.of(clusters).map(cluster -> numbers[cluster]).toArray();
        CorePoints model = new CorePoints(epsilon, values, numbered, monitor::throwIfCancelled);
        monitor.progress(1);
        return new Fit(model, new double[0], Map.of());
    }

    private static Problem impossible(String detail) {
        return new Problem(ProblemType.TRAINING_IMPOSSIBLE, detail);
    }
}
