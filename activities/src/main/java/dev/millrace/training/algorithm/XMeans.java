package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;
import dev.millrace.models.RowBlocks;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.Map;
import java.util.Set;

/** k-means that finds the number of clusters itself, by the Bayesian information criterion (Pelleg and Moore 2000). */
final class XMeans implements Algorithm {
    @Override
    public String id() {
        return "x_means";
    }

    @Override
    public String title() {
        return "x-means clustering";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLUSTERING);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(
                new Hyperparameter.Whole("min_k", "How many clusters to begin with", 2, 1, 10_000, null),
                new Hyperparameter.Whole(
                        "max_k",
                        "How many clusters there may be at most",
                        20,
                        1,
                        10_000,
                        new Hyperparameter.Range(5, 50, true)),
                new Hyperparameter.Whole(
                        "max_iter", "How many steps k-means takes at most, each time", 300, 1, 100_000, null),
                new Hyperparameter.Real(
                        "tol",
                        "k-means ends when the centres move by less: the sum of squares, as a share of the mean variance",
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
        monitor.throwIfCancelled();
        int least = input.parameters().whole("min_k");
        int most = input.parameters().whole("max_k");
        if (least > most) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "min_k is " + least + " and max_k is " + most + "; give a min_k of at most max_k");
        }
        KMeans.requireRows("min_k", least, input.train().rows());
        Matrix matrix = input.train().features();
        double tolerance = input.parameters().real("tol") * KMeans.meanVariance(matrix, monitor);
        int mostSteps = input.parameters().whole("max_iter");
        RowBlocks rows = new RowBlocks(matrix.width(), matrix.values());
        ClusterSplits splits = new ClusterSplits(matrix, mostSteps, tolerance, monitor);
        double[] centres = new CentreSeeding(rows, input.seed(), monitor::throwIfCancelled).centres(least);
        Partition found = Lloyd.run(rows, centres, mostSteps, tolerance, monitor::throwIfCancelled);
        Partition best = found;
        for (int round = 1; ; round++) {
            monitor.metric(round, "bic", InformationCriterion.of(found));
            monitor.metric(round, "clusters", found.clusters());
            monitor.progress(Math.min(0.99, (double) found.clusters() / most));
            double[] more = splits.of(found, most, input.seed() + 1_000_003L * round);
            if (more.length == found.centres().length) {
                monitor.progress(1);
                return new Fit(best.predictor(), new double[0], Map.of());
            }
            found = Lloyd.run(rows, more, mostSteps, tolerance, monitor::throwIfCancelled);
            best = InformationCriterion.of(found) > InformationCriterion.of(best) ? found : best;
        }
    }
}
