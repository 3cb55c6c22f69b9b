package dev.millrace.training.algorithm;

import dev.millrace.models.NeighbourVote;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Task;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The k nearest rows, by Euclidean distance on scaled features, vote. Fitting keeps the rows; predicting does the work. */
final class NearestNeighbours implements Algorithm {
    @Override
    public String id() {
        return "knn";
    }

    @Override
    public String title() {
        return "k nearest neighbours";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(
                new Hyperparameter.Whole(
                        "k", "How many neighbours vote", 5, 1, 10_000, new Hyperparameter.Range(1, 50, true)),
                new Hyperparameter.Choice(
                        "weights",
                        "What a neighbour's vote counts: the same, or the inverse of its distance",
                        "uniform",
                        List.of("uniform", "distance"),
                        true));
    }

    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(true, false);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, false, true);
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        monitor.throwIfCancelled();
        PreparedMatrix rows = input.train();
        int k = input.parameters().whole("k");
        if (k > rows.rows()) {
            throw new Problem(
                    ProblemType.TRAINING_IMPOSSIBLE,
                    "k is " + k + ", and there are only " + rows.rows() + " rows to fit on; give a k of at most "
                            + rows.rows());
        }
        boolean byDistance = input.parameters().word("weights").equals("distance");
        NeighbourVote model = new NeighbourVote(
                input.classes(), k, byDistance, rows.features().values(), rows.labels(), monitor::throwIfCancelled);
        monitor.progress(1);
        return new Fit(model, new double[0], Map.of());
    }
}
