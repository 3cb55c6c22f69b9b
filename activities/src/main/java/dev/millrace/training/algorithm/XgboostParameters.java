package dev.millrace.training.algorithm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hyperparameters of XGBoost's Python package, with its defaults; each is handed on as it is. */
final class XgboostParameters {
    static final Hyperparameters HYPERPARAMETERS = Hyperparameters.of(
            BoostingParameters.ROUNDS,
            BoostingParameters.learningRate(0.3),
            BoostingParameters.maxDepth(6),
            real(
                    "min_child_weight",
                    "The sum of second derivatives a leaf has at least",
                    1,
                    0,
                    1e6,
                    new Hyperparameter.Range(0.5, 20, true)),
            real("gamma", "The gain a split has at least", 0, 0, 1e6, null),
            BoostingParameters.SUBSAMPLE,
            real(
                    "colsample_bytree",
                    "The share of the features each tree sees",
                    1,
                    0.01,
                    1,
                    new Hyperparameter.Range(0.5, 1, false)),
            real("reg_lambda", "L2 penalty on leaf values", 1, 0, 1e6, new Hyperparameter.Range(1e-3, 100, true)),
            real("reg_alpha", "L1 penalty on leaf values", 0, 0, 1e6, null),
            new Hyperparameter.Whole("max_bin", "How many bins a feature's values are put into", 256, 2, 65_536, null),
            BoostingParameters.EARLY_STOPPING_ROUNDS,
            BoostingParameters.VALIDATION_FRACTION,
            ClassWeights.PARAMETER);

    private static final List<String> PASSED_ON = List.of(
            "learning_rate",
            "max_depth",
            "min_child_weight",
            "gamma",
            "subsample",
            "colsample_bytree",
            "reg_lambda",
            "reg_alpha",
            "max_bin");

    private XgboostParameters() {}

    static Map<String, Object> of(FitInput input) {
        Map<String, Object> parameters = BoostingParameters.of(input);
        PASSED_ON.forEach(name ->
                parameters.put(name, String.valueOf(input.parameters().asMap().get(name))));
        return parameters;
    }

    private static Hyperparameter real(
            String name,
            String description,
            double byDefault,
            double min,
            double max,
            Hyperparameter.@Nullable Range search) {
        return new Hyperparameter.Real(name, description, byDefault, min, false, max, search);
    }
}
