package dev.millrace.training.algorithm;

import dev.millrace.models.FlatForest;
import dev.millrace.models.FlatTrees;
import dev.millrace.training.Task;
import java.util.Map;
import java.util.Set;

/** A single tree, grown and pruned as CART; the hyperparameters have the names and defaults of scikit-learn's. */
final class DecisionTree implements Algorithm {
    private static final int DEEPEST = 1000;

    @Override
    public String id() {
        return "decision_tree";
    }

    @Override
    public String title() {
        return "Decision tree";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION, Task.REGRESSION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return Hyperparameters.of(
                TreeParameters.impurity("criterion"),
                TreeParameters.maxDepth(null, DEEPEST, new Hyperparameter.Range(2, 32, true)),
                new Hyperparameter.Whole(
                        "min_samples_split",
                        "How many rows a node has at least to be split",
                        2,
                        2,
                        1_000_000,
                        new Hyperparameter.Range(2, 40, true)),
                TreeParameters.MIN_SAMPLES_LEAF,
                TreeParameters.maxFeatures("all"),
                TreeParameters.MAX_LEAF_NODES,
                new Hyperparameter.Real(
                        "ccp_alpha",
                        "What each leaf has to lower the impurity by, or it is pruned",
                        0.0,
                        0,
                        false,
                        1e12,
                        null),
                ClassWeights.PARAMETER);
    }

    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(false, false);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, false, true);
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        double[] weights = ClassWeights.ofRows(input);
        TreeTarget target = TreeTarget.of(input, TreeParameters.impurity("criterion", input), 0);
        ForestData data = ForestData.of(input.train().features(), monitor);
        TreeCriterion criterion = target.criterion(weights);
        TreeNode root = new TreeBuilder(data, criterion, settings(input), input.seed(), monitor::throwIfCancelled)
                .grow(weights);
        double alpha = input.parameters().real("ccp_alpha");
        new TreePruning(alpha, java.util.Arrays.stream(weights).sum()).prune(root);
        FlatTrees tree = TreeFlattener.flatten(root, data.features(), criterion);
        monitor.progress(1);
        return new Fit(
                new FlatForest(tree, new double[] {1}), TreeFlattener.importance(root, data.features()), Map.of());
    }

    private static TreeSettings settings(FitInput input) {
        HyperparameterValues parameters = input.parameters();
        return new TreeSettings(
                parameters.whole("max_depth", DEEPEST),
                parameters.whole("max_leaf_nodes", Integer.MAX_VALUE),
                parameters.whole("min_samples_split"),
                parameters.whole("min_samples_leaf"),
                TreeParameters.featuresTried(input));
    }
}
