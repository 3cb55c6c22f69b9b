package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.util.Map;

/** The hyperparameters of scikit-learn's gradient boosting, with its defaults, in the words of XGBoost. */
final class GradientBoostingParameters {
    static final Hyperparameters HYPERPARAMETERS = Hyperparameters.of(
            BoostingParameters.ROUNDS,
            BoostingParameters.learningRate(0.1),
            BoostingParameters.maxDepth(3),
            BoostingParameters.SUBSAMPLE,
            new Hyperparameter.Whole(
                    "min_samples_leaf",
                    "How many rows a leaf has at least; in a classification a row counts by how uncertain its class still is,"
                            + " 1 at most",
                    1,
                    1,
                    1_000_000,
                    new Hyperparameter.Range(1, 20, true)),
            TreeParameters.maxFeatures("all"),
            TreeParameters.MAX_LEAF_NODES,
            BoostingParameters.EARLY_STOPPING_ROUNDS,
            BoostingParameters.VALIDATION_FRACTION,
            ClassWeights.PARAMETER);

    private GradientBoostingParameters() {}

    static Map<String, Object> of(FitInput input) {
        HyperparameterValues given = input.parameters();
        Map<String, Object> parameters = BoostingParameters.of(input);
        parameters.put("learning_rate", given.real("learning_rate") * stepOfClasses(input));
        parameters.put("max_depth", given.whole("max_depth"));
        parameters.put("subsample", given.real("subsample"));
        parameters.put("min_child_weight", smallestLeaf(input));
        parameters.put("reg_lambda", 0);
        double features = input.train().features().width();
        parameters.put("colsample_bynode", Math.min(1, (TreeParameters.featuresTried(input) + 0.5) / features));
        int leaves = given.whole("max_leaf_nodes", 0);
        if (leaves > 0) {
            parameters.put("max_leaves", leaves);
            parameters.put("grow_policy", "lossguide");
        }
        return parameters;
    }

    /**
     * With K classes a leaf's step is (K - 1) / K of the gradient over the sum of p (1 - p) (Friedman, Greedy function
     * approximation, 2001, algorithm 6); XGBoost's is half of the gradient over that sum.
     */
    private static double stepOfClasses(FitInput input) {
        return input.classes() > 2 ? 2.0 * (input.classes() - 1) / input.classes() : 1;
    }

    /** A row's second derivative is 1 in a regression, at most 1/4 between two classes and 1/2 among more. */
    private static double smallestLeaf(FitInput input) {
        int rows = input.parameters().whole("min_samples_leaf");
        if (input.task() == Task.REGRESSION) {
            return rows;
        }
        double most = input.classes() == 2 ? 0.25 : 0.5;
        return rows * most;
    }
}
