package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.util.HashMap;
import java.util.Map;

/** The hyperparameters that boosting has by whatever name, and what XGBoost is told in any case. */
final class BoostingParameters {
    static final Hyperparameter ROUNDS = new Hyperparameter.Whole(
            "n_estimators", "How many rounds of boosting", 100, 1, 10_000, new Hyperparameter.Range(20, 500, true));

    static final Hyperparameter SUBSAMPLE = new Hyperparameter.Real(
            "subsample",
            "The share of the rows each tree sees",
            1.0,
            0.01,
            false,
            1,
            new Hyperparameter.Range(0.5, 1, false));

    static final Hyperparameter EARLY_STOPPING_ROUNDS = new Hyperparameter.Whole(
            "early_stopping_rounds",
            "After how many rounds without a lower loss on the validation rows to end, and to go back to the best round;"
                    + " null: never",
            null,
            1,
            10_000,
            null);

    static final Hyperparameter VALIDATION_FRACTION = new Hyperparameter.Real(
            "validation_fraction",
            "The share of the training rows kept for validation, where early_stopping_rounds is given",
            0.1,
            0,
            true,
            0.5,
            null);

    private BoostingParameters() {}

    static Hyperparameter learningRate(double byDefault) {
        return new Hyperparameter.Real(
                "learning_rate",
                "How much of each tree is taken",
                byDefault,
                1e-6,
                false,
                1,
                new Hyperparameter.Range(0.01, 0.5, true));
    }

    static Hyperparameter maxDepth(int byDefault) {
        return TreeParameters.maxDepth(byDefault, 16, new Hyperparameter.Range(2, 10, false));
    }

    /** To be added to. */
    static Map<String, Object> of(FitInput input) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tree_method", "hist");
        parameters.put("verbosity", 0);
        parameters.put("seed", Math.floorMod(input.seed(), Integer.MAX_VALUE));
        parameters.put("seed_per_iteration", true);
        parameters.putAll(objective(input.task(), input.classes()));
        return parameters;
    }

    /** Whether trees see a part of the rows or, they or their splits, of the features. */
    static boolean drawsLots(Map<String, Object> parameters) {
        return parameters.entrySet().stream()
                .filter(entry -> entry.getKey().contains("sample"))
                .anyMatch(entry -> Double.parseDouble(String.valueOf(entry.getValue())) < 1);
    }

    private static Map<String, Object> objective(Task task, int classes) {
        return switch (task) {
            case CLUSTERING, ANOMALY_DETECTION ->
                throw new IllegalArgumentException("boosting learns a target, and " + task.wire() + " has none");
            case REGRESSION, FORECASTING -> Map.of("objective", "reg:squarederror", "eval_metric", "rmse");
            case CLASSIFICATION ->
                classes == 2
                        ? Map.of("objective", "binary:logistic", "eval_metric", "logloss")
                        : Map.of("objective", "multi:softprob", "eval_metric", "mlogloss", "num_class", classes);
        };
    }
}
