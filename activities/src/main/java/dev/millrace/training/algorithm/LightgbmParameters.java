package dev.millrace.training.algorithm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The hyperparameters of LightGBM's Python package, with its defaults, as the text its C interface takes. */
final class LightgbmParameters {
    static final Hyperparameters HYPERPARAMETERS = Hyperparameters.of(
            BoostingParameters.ROUNDS,
            BoostingParameters.learningRate(0.1),
            new Hyperparameter.Whole(
                    "num_leaves",
                    "How many leaves a tree may have",
                    31,
                    2,
                    131_072,
                    new Hyperparameter.Range(8, 256, true)),
            new Hyperparameter.Whole(
                    "max_depth", "How many splits may follow one another; null: no limit", null, 1, 1000, null),
            new Hyperparameter.Whole(
                    "min_child_samples",
                    "How many rows a leaf has at least",
                    20,
                    0,
                    1_000_000,
                    new Hyperparameter.Range(5, 100, true)),
            new Hyperparameter.Real(
                    "min_child_weight", "The sum of second derivatives a leaf has at least", 1e-3, 0, false, 1e6, null),
            BoostingParameters.SUBSAMPLE,
            new Hyperparameter.Real(
                    "colsample_bytree",
                    "The share of the features each tree sees",
                    1.0,
                    0.01,
                    false,
                    1,
                    new Hyperparameter.Range(0.5, 1, false)),
            new Hyperparameter.Real(
                    "reg_lambda",
                    "L2 penalty on leaf values",
                    0.0,
                    0,
                    false,
                    1e6,
                    new Hyperparameter.Range(1e-3, 100, true)),
            new Hyperparameter.Real("reg_alpha", "L1 penalty on leaf values", 0.0, 0, false, 1e6, null),
            new Hyperparameter.Whole("max_bin", "How many bins a feature's values are put into", 255, 2, 65_535, null),
            BoostingParameters.EARLY_STOPPING_ROUNDS,
            BoostingParameters.VALIDATION_FRACTION,
            ClassWeights.PARAMETER);

    private LightgbmParameters() {}

    /** Whether trees see a part of the rows or of the features. */
    static boolean drawsLots(FitInput input) {
        return input.parameters().real("subsample") < 1 || input.parameters().real("colsample_bytree") < 1;
    }

    static String of(FitInput input, int threads) {
        HyperparameterValues given = input.parameters();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("learning_rate", given.real("learning_rate"));
        parameters.put("num_leaves", given.whole("num_leaves"));
        parameters.put("max_depth", given.whole("max_depth", -1));
        parameters.put("min_data_in_leaf", given.whole("min_child_samples"));
        parameters.put("min_sum_hessian_in_leaf", given.real("min_child_weight"));
        parameters.put("bagging_fraction", given.real("subsample"));
        parameters.put("bagging_freq", given.real("subsample") < 1 ? 1 : 0);
        parameters.put("feature_fraction", given.real("colsample_bytree"));
        parameters.put("lambda_l2", given.real("reg_lambda"));
        parameters.put("lambda_l1", given.real("reg_alpha"));
        parameters.put("max_bin", given.whole("max_bin"));
        parameters.put("seed", Math.floorMod(input.seed(), Integer.MAX_VALUE));
        parameters.put("deterministic", true);
        parameters.put("force_row_wise", true);
        parameters.put("num_threads", threads);
        parameters.put("verbosity", -1);
        parameters.putAll(objective(input.classes()));
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Map<String, Object> objective(int classes) {
        return switch (classes) {
            case 0 -> Map.of("objective", "regression", "metric", "l2");
            case 2 -> Map.of("objective", "binary", "metric", "binary_logloss");
            default -> Map.of("objective", "multiclass", "metric", "multi_logloss", "num_class", classes);
        };
    }
}
