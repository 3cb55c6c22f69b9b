package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The settings that trees have wherever they grow. */
final class TreeParameters {
    static final Hyperparameter MAX_LEAF_NODES = new Hyperparameter.Whole(
            "max_leaf_nodes", "How many leaves a tree may have; null: no limit", null, 2, 1_000_000, null);

    static final Hyperparameter MIN_SAMPLES_LEAF = new Hyperparameter.Whole(
            "min_samples_leaf",
            "How many rows a leaf has at least",
            1,
            1,
            1_000_000,
            new Hyperparameter.Range(1, 20, true));

    private TreeParameters() {}

    /** @param byDefault null: {@code deepest} */
    static Hyperparameter maxDepth(@Nullable Integer byDefault, int deepest, Hyperparameter.Range search) {
        String limit = byDefault == null ? "; null: " + deepest : "";
        return new Hyperparameter.Whole(
                "max_depth", "How many splits may follow one another" + limit, byDefault, 1, deepest, search);
    }

    static Hyperparameter impurity(String name) {
        return new Hyperparameter.Choice(
                name,
                "What a split of a classification is to lower; a regression's lowers the squared error",
                "gini",
                List.of("gini", "entropy"),
                true);
    }

    static Impurity impurity(String name, FitInput input) {
        return Impurity.valueOf(input.parameters().word(name).toUpperCase(Locale.ROOT));
    }

    static Hyperparameter maxFeatures(String byDefault) {
        return new Hyperparameter.Choice(
                "max_features",
                "How many features each split tries; auto: the square root in classification, a third in regression",
                byDefault,
                List.of("auto", "sqrt", "log2", "third", "half", "all"),
                true);
    }

    static int featuresTried(FitInput input) {
        int features = input.train().features().width();
        int tried = switch (input.parameters().word("max_features")) {
            case "sqrt" -> (int) Math.sqrt(features);
            case "log2" -> 31 - Integer.numberOfLeadingZeros(features);
            case "third" -> features / 3;
            case "half" -> features / 2;
            case "all" -> features;
            default -> input.task() == Task.CLASSIFICATION ? (int) Math.sqrt(features) : features / 3;
        };
        return Math.max(1, tried);
    }
}
