package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gradient boosted trees by LightGBM, grown leaf by leaf; the hyperparameters have the names and defaults of its Python
 * package. The fitted trees are taken over into arrays: predicting needs no native code.
 */
final class Lightgbm implements Algorithm {
    @Override
    public String id() {
        return "lightgbm";
    }

    @Override
    public String title() {
        return "Gradient boosted trees (LightGBM)";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION, Task.REGRESSION);
    }

    @Override
    public Hyperparameters hyperparameters() {
        return LightgbmParameters.HYPERPARAMETERS;
    }

    @Override
    public FeatureNeeds needs() {
        return new FeatureNeeds(false, true);
    }

    /** Its C interface cannot go on with a model as if nothing had been: a fit that is taken up again begins anew. */
    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, true);
    }

    @Override
    public Optional<String> unavailable() {
        return LightgbmLibrary.problem();
    }

    @Override
    public Fit fit(FitInput input, FitMonitor monitor) {
        ValidationPart parts = ValidationPart.of(input);
        int rounds = input.parameters().whole("n_estimators");
        try (NativeThread thread = new NativeThread(monitor)) {
            String parameters = LightgbmParameters.of(input, BoostingThreads.LIGHTGBM.of(monitor, parts.train()));
            double[] weights = ClassWeights.of(input);
            LightgbmRows train = thread.open(() -> LightgbmRows.of(parts.train(), weights, parameters, null));
            LightgbmRows validation = open(thread, parts.validation(), weights, parameters, train);
            LightgbmRows test = open(thread, input.test(), new double[0], parameters, train);
            LightgbmBooster booster = thread.open(() -> LightgbmBooster.of(input, parameters, train, validation, test));
            while (booster.rounds() < rounds && !booster.settled()) {
                monitor.throwIfCancelled();
                thread.call(() -> booster.boost(rounds)).forEach(losses -> losses.report(monitor));
                monitor.progress((double) booster.rounds() / rounds);
            }
            LightgbmTrees trees = LightgbmTrees.parse(thread.call(booster::text));
            monitor.progress(1);
            int features = input.train().features().width();
            return new Fit(trees.model(input, features), trees.gains(features), LightgbmLibrary.engine());
        }
    }

    private static @Nullable LightgbmRows open(
            NativeThread thread,
            @Nullable PreparedMatrix rows,
            double[] weights,
            String parameters,
            LightgbmRows binnedAs) {
        return rows == null ? null : thread.open(() -> LightgbmRows.of(rows, weights, parameters, binnedAs));
    }
}
