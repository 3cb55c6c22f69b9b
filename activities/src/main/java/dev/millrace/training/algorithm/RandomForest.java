package dev.millrace.training.algorithm;

import dev.millrace.models.FlatForest;
import dev.millrace.training.Task;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Breiman's random forest with Smile's trees: each grown from a bootstrap sample and voting, in a classification, with its
 * accuracy on the rows it has not seen. Grown in batches, each tree from its own seed, so that the fit can be watched,
 * stopped and taken up again.
 */
final class RandomForest implements Algorithm {
    private static final int BATCHES = 20;
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
                new Hyperparameter.Whole(
                        "max_depth",
                        "How many splits may follow one another; null: " + DEEPEST,
                        null,
                        1,
                        DEEPEST,
                        new Hyperparameter.Range(4, 32, true)),
                new Hyperparameter.Whole(
                        "max_leaf_nodes", "How many leaves a tree may have; null: no limit", null, 2, 1_000_000, null),
                new Hyperparameter.Whole(
                        "min_samples_leaf",
                        "How many rows a leaf has at least",
                        1,
                        1,
                        1_000_000,
                        new Hyperparameter.Range(1, 20, true)),
                new Hyperparameter.Choice(
                        "max_features",
                        "How many features each split tries; auto: the square root in classification, a third in"
                                + " regression",
                        "auto",
                        List.of("auto", "sqrt", "log2", "third", "half", "all"),
                        true),
                new Hyperparameter.Choice(
                        "split_rule",
                        "What a split of a classification is to lower",
                        "gini",
                        List.of("gini", "entropy"),
                        true),
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
                        "How many rows are added to each class in a leaf when it votes with its shares; 1 gives Smile's"
                                + " probabilities",
                        0.0,
                        0,
                        false,
                        100,
                        null));
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
        TreeGrower grower = new TreeGrower(input, settings(input), monitor);
        ForestState state = ForestState.of(
                monitor.latestCheckpoint(), input.train().features().width());
        ForestLoss testLoss = ForestLoss.of(input);
        int trees = input.parameters().whole("trees");
        while (state.size() < trees) {
            monitor.throwIfCancelled();
            int threads = Math.max(1, monitor.threads());
            int batch = Math.min(trees - state.size(), batchSize(trees, threads));
            List<GrownTree> grown = grow(grower, state.size(), batch, threads, monitor);
            state.add(grown);
            int step = state.size();
            monitor.metric(
                    step,
                    "loss",
                    grown.stream().mapToDouble(GrownTree::loss).average().orElse(0));
            testLoss.report(grown, step, monitor);
            monitor.progress((double) step / trees);
            monitor.checkpoint(step, state::write);
        }
        FlatForest forest = state.forest();
        return new Fit(forest, state.importance(), Engines.smile());
    }

    private static List<GrownTree> grow(TreeGrower grower, int first, int count, int threads, FitMonitor monitor) {
        return ParallelTasks.run(
                threads,
                monitor,
                IntStream.range(first, first + count)
                        .<ParallelTasks.Task<GrownTree>>mapToObj(number -> goesOn -> grower.grow(number, goesOn))
                        .toList());
    }

    private static int batchSize(int trees, int threads) {
        int even = Math.ceilDiv(trees, BATCHES);
        return Math.ceilDiv(even, threads) * threads;
    }

    private static TreeSettings settings(FitInput input) {
        HyperparameterValues parameters = input.parameters();
        int features = input.train().features().width();
        return new TreeSettings(
                Impurity.valueOf(parameters.word("split_rule").toUpperCase(java.util.Locale.ROOT)),
                parameters.whole("max_depth", DEEPEST),
                parameters.whole("max_leaf_nodes", Integer.MAX_VALUE),
                parameters.whole("min_samples_leaf"),
                tried(parameters.word("max_features"), features, input.task()));
    }

    private static int tried(String maxFeatures, int features, Task task) {
        int tried = switch (maxFeatures) {
            case "sqrt" -> (int) Math.sqrt(features);
            case "log2" -> 31 - Integer.numberOfLeadingZeros(features);
            case "third" -> features / 3;
            case "half" -> features / 2;
            case "all" -> features;
            default -> task == Task.CLASSIFICATION ? (int) Math.sqrt(features) : features / 3;
        };
        return Math.max(1, tried);
    }
}
