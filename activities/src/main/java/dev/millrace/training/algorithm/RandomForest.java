package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.util.Map;
import java.util.Set;

/**
 * Breiman's random forest (Machine Learning 45, 2001): each tree grown from a bootstrap sample and voting, in a
 * classification, with its accuracy on the rows it has not seen.
 */
final class RandomForest implements Algorithm {
    private static final int DEEPEST = 64;

    @Override
    public String id() {
        return "random_forest";
    }

    @Override
    public String title() {
        return "Random forest";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION, Task.REGRESSION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(
                new Hyperparameter.Whole(
                        "trees", "How many trees vote", 100, 1, 5000, new Hyperparameter.Range(20, 300, true)),
                TreeParameters.maxDepth(null, DEEPEST, new Hyperparameter.Range(4, 32, true)),
                TreeParameters.MAX_LEAF_NODES,
                TreeParameters.MIN_SAMPLES_LEAF,
                TreeParameters.maxFeatures("auto"),
                TreeParameters.impurity("split_rule"),
                new Hyperparameter.Real(
                        "max_samples",
                        "The size of each tree's bootstrap sample as a share of the rows",
                        1.0,
                        0,
                        true,
                        1,
                        new Hyperparameter.Range(0.3, 1, false)),
                new Hyperparameter.Real(
                        "leaf_smoothing",
                        "How many rows are added to each class in a leaf when it votes with its shares",
                        0.0,
                        0,
                        false,
                        100,
                        null),
                ClassWeights.PARAMETER);
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
        TreeTarget target = TreeTarget.of(
                input,
                TreeParameters.impurity("split_rule", input),
                input.parameters().real("leaf_smoothing"));
        TreeGrower grower = new TreeGrower(input, target, settings(input), monitor);
        ForestState state = ForestState.of(
                monitor.latestCheckpoint(), input.train().features().width());
        Stepwise.run(new ForestSteps(input, grower, state), input.parameters().whole("trees"), monitor);
        return new Fit(state.forest(), state.importance(), Map.of());
    }

    private static TreeSettings settings(FitInput input) {
        HyperparameterValues parameters = input.parameters();
        return new TreeSettings(
                parameters.whole("max_depth", DEEPEST),
                parameters.whole("max_leaf_nodes", Integer.MAX_VALUE),
                2,
                parameters.whole("min_samples_leaf"),
                TreeParameters.featuresTried(input));
    }
}
