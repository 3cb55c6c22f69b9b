package dev.millrace.training.algorithm;

import dev.millrace.models.IsolationTrees;
import dev.millrace.training.Task;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Isolation forest (Liu, Ting and Zhou 2008): trees that split at random tell unusual rows by the few splits that set them
 * apart. Settings have scikit-learn's names, meanings and defaults, but for {@code trees}.
 */
final class IsolationForest implements Algorithm {
    /** Scores above it are those of shorter paths than usual. */
    private static final double USUAL_THRESHOLD = 0.5;

    @Override
    public String id() {
        return "isolation_forest";
    }

    @Override
    public String title() {
        return "Isolation forest";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.ANOMALY_DETECTION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(
                new Hyperparameter.Whole(
                        "trees", "How many trees are grown", 100, 1, 5000, new Hyperparameter.Range(50, 500, true)),
                new Hyperparameter.RealOrWord(
                        "max_samples",
                        "The rows that each tree is grown from: up to 1 a share of them, above 1 their number; auto: 256,"
                                + " or all where there are fewer",
                        "auto",
                        List.of("auto"),
                        0,
                        1_000_000,
                        new Hyperparameter.Range(32, 1024, true)),
                new Hyperparameter.RealOrWord(
                        "contamination",
                        "The share of the rows fitted on that the threshold makes anomalies; auto: the threshold is "
                                + USUAL_THRESHOLD,
                        "auto",
                        List.of("auto"),
                        0,
                        0.5,
                        null),
                new Hyperparameter.Real(
                        "max_features",
                        "The share of the features that each tree knows",
                        1.0,
                        0,
                        true,
                        1,
                        new Hyperparameter.Range(0.2, 1, false)));
    }

    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(false, false);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true, true);
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        IsolationGrower grower = IsolationGrower.of(input);
        ForestState state = ForestState.of(monitor.latestCheckpoint(), 0);
        Stepwise.run(new IsolationSteps(grower, state), grower.trees(), monitor);
        IsolationTrees trees =
                new IsolationTrees(state.forest(), IsolationTrees.usualPath(grower.draws()), USUAL_THRESHOLD);
        OptionalDouble contamination = input.parameters().number("contamination");
        return new Fit(
                contamination.isEmpty()
                        ? trees
                        : trees.withThreshold(ScoreQuantile.above(
                                contamination.getAsDouble(),
                                trees,
                                input.train().features(),
                                monitor)),
                new double[0],
                Map.of());
    }
}
