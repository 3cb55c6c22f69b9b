package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.util.Set;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient boosted trees by XGBoost, round by round; the hyperparameters have the names and defaults of its Python package.
 * The fitted trees are taken over into arrays: predicting needs no native code.
 */
final class Xgboost implements Algorithm {
    @Override
    public String id() {
        return "xgboost";
    }

    @Override
    public String title() {
        return "Gradient boosted trees (XGBoost)";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION, Task.REGRESSION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return XgboostParameters.HYPERPARAMETERS;
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
        try (XgboostRows train = new XgboostRows(input.train());
                XgboostRows test = input.test() == null ? null : new XgboostRows(input.test())) {
            DMatrix testMatrix = test == null ? null : test.matrix();
            try (XgboostBooster booster = XgboostBooster.of(input, train.matrix(), testMatrix, monitor)) {
                int rounds = input.parameters().whole("n_estimators");
                while (booster.rounds() < rounds) {
                    monitor.throwIfCancelled();
                    booster.boost(monitor);
                    monitor.progress((double) booster.rounds() / rounds);
                    monitor.checkpoint(booster.rounds(), booster::write);
                }
                XgboostTrees trees = XgboostTrees.parse(booster.json());
                int features = input.train().features().width();
                return new Fit(trees.model(features), trees.gains(features), Engines.xgboost());
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
        }
    }
}
