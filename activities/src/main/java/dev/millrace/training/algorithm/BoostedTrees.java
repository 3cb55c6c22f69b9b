package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import ml.dmlc.xgboost4j.java.XGBoostError;

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
        try (XgboostRows train = XgboostRows.weighted(input, parts.train());
                XgboostRows validation =
                        parts.validation() == null ? null : XgboostRows.weighted(input, parts.validation());
                XgboostRows test = XgboostRows.of(input.test());
                XgboostBooster booster = XgboostBooster.of(
                        input, settings.apply(input), new XgboostBooster.Rows(train, validation, test), monitor)) {
            Stepwise.run(booster, input.parameters().whole("n_estimators"), monitor);
            monitor.progress(1);
            XgboostTrees trees = XgboostTrees.parse(booster.json()).first(booster.kept());
            int features = input.train().features().width();
            return new Fit(trees.model(features), trees.gains(features), Engines.xgboost());
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
        }
    }
}
