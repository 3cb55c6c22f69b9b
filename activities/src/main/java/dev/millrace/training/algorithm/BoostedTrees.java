package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gradient boosted trees by XGBoost, round by round, under the names and defaults of one library or another. The fitted
 * trees are taken over into arrays: predicting needs no native code.
 *
 * @param settings what XGBoost is told, from the hyperparameters
 */
record BoostedTrees(
        String id, String title, Hyperparameters hyperparameters, Function<FitInput, Map<String, Object>> settings)
        implements Algorithm {
    static BoostedTrees xgboost() {
        return new BoostedTrees(
                "xgboost",
                "Gradient boosted trees (XGBoost)",
                XgboostParameters.HYPERPARAMETERS,
                XgboostParameters::of);
    }

    static BoostedTrees gradientBoosting() {
        return new BoostedTrees(
                "gradient_boosting",
                "Gradient boosting",
                GradientBoostingParameters.HYPERPARAMETERS,
                GradientBoostingParameters::of);
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION, Task.REGRESSION);
    }

    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(false, true);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true, true);
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        ValidationPart parts = ValidationPart.of(input);
        try (NativeThread thread = new NativeThread(monitor)) {
            double[] weights = ClassWeights.of(input);
            XgboostBooster.Rows rows = new XgboostBooster.Rows(
                    thread.open(() -> XgboostRows.of(parts.train(), weights)),
                    open(thread, parts.validation(), weights),
                    open(thread, input.test(), new double[0]));
            Optional<Checkpoint> checkpoint = monitor.latestCheckpoint();
            XgboostBooster booster =
                    thread.open(() -> XgboostBooster.of(input, settings.apply(input), rows, checkpoint));
            Stepwise.run(
                    new XgboostRounds(booster, thread, parts.train()),
                    input.parameters().whole("n_estimators"),
                    monitor);
            XgboostTrees trees = thread.call(() -> XgboostTrees.parse(booster.json()));
            monitor.progress(1);
            int features = input.train().features().width();
            trees.keep(booster.kept());
            return new Fit(trees.model(features), trees.gains(features), Engines.xgboost());
        }
    }

    private static @Nullable XgboostRows open(NativeThread thread, @Nullable PreparedMatrix rows, double[] weights) {
        return rows == null ? null : thread.open(() -> XgboostRows.of(rows, weights));
    }
}
