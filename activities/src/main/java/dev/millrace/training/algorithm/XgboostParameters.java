package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The hyperparameters of XGBoost, and how they are handed to it. */
final class XgboostParameters {
    static final Hyperparameters HYPERPARAMETERS = Hyperparameters.of(
            new Hyperparameter.Whole(
                    "n_estimators",
                    "How many rounds of boosting",
                    100,
                    1,
                    10_000,
                    new Hyperparameter.Range(20, 500, true)),
            real(
                    "learning_rate",
                    "How much of each tree is taken",
                    0.3,
                    1e-6,
                    1,
                    new Hyperparameter.Range(0.01, 0.5, true)),
            new Hyperparameter.Whole(
                    "max_depth",
                    "How many splits may follow one another",
                    6,
                    1,
                    16,
                    new Hyperparameter.Range(2, 10, false)),
            real(
                    "min_child_weight",
                    "The sum of second derivatives a leaf has at least",
                    1,
                    0,
                    1e6,
                    new Hyperparameter.Range(0.5, 20, true)),
            real("gamma", "The gain a split has at least", 0, 0, 1e6, null),
            real(
                    "subsample",
                    "The share of the rows each tree sees",
                    1,
                    0.01,
                    1,
                    new Hyperparameter.Range(0.5, 1, false)),
            real(
                    "colsample_bytree",
                    "The share of the features each tree sees",
                    1,
                    0.01,
                    1,
                    new Hyperparameter.Range(0.5, 1, false)),
            real("reg_lambda", "L2 penalty on leaf values", 1, 0, 1e6, new Hyperparameter.Range(1e-3, 100, true)),
            real("reg_alpha", "L1 penalty on leaf values", 0, 0, 1e6, null),
            new Hyperparameter.Whole("max_bin", "How many bins a feature's values are put into", 256, 2, 65_536, null));

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

    static Map<String, Object> of(FitInput input, int threads) {
        Map<String, Object> parameters = new HashMap<>();
        PASSED_ON.forEach(name ->
                parameters.put(name, String.valueOf(input.parameters().asMap().get(name))));
        parameters.put("tree_method", "hist");
        parameters.put("verbosity", 0);
        parameters.put("nthread", threads);
        parameters.put("seed", Math.floorMod(input.seed(), Integer.MAX_VALUE));
        parameters.put("seed_per_iteration", true);
        parameters.putAll(objective(input.task(), input.classes()));
        return parameters;
    }

    private static Map<String, Object> objective(Task task, int classes) {
        return switch (task) {
            case REGRESSION -> Map.of("objective", "reg:squarederror", "eval_metric", "rmse");
            case CLASSIFICATION ->
                classes == 2
                        ? Map.of("objective", "binary:logistic", "eval_metric", "logloss")
                        : Map.of("objective", "multi:softprob", "eval_metric", "mlogloss", "num_class", classes);
        };
    }

    private static Hyperparameter real(
            String name,
            String description,
            double byDefault,
            double min,
            double max,
            Hyperparameter.@org.jspecify.annotations.Nullable Range search) {
        return new Hyperparameter.Real(name, description, byDefault, min, false, max, search);
    }
}
