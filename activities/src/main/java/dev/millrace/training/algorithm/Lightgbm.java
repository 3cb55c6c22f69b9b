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

    /** Goes on from a checkpoint unless lots are drawn: what LightGBM draws from cannot be set to where it was. */
    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, true, true);
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
            boolean resumable = !LightgbmParameters.drawsLots(input);
            Optional<LightgbmState> start =
                    resumable ? monitor.latestCheckpoint().map(LightgbmState::of) : Optional.empty();
            if (start.isPresent()) {
                LightgbmTrees grown = LightgbmTrees.parse(start.get().trees());
                goOn(thread, grown, input, parts.train(), train);
                goOn(thread, grown, input, parts.validation(), validation);
                goOn(thread, grown, input, input.test(), test);
            }
            LightgbmBooster booster =
                    thread.open(() -> LightgbmBooster.of(input, parameters, train, validation, test, start));
            Stepwise.run(new LightgbmRounds(booster, thread, rounds, resumable), rounds, monitor);
            LightgbmTrees trees = LightgbmTrees.parse(thread.call(booster::text));
            trees.keep(booster.kept(), input.classes());
            monitor.progress(1);
            int features = input.train().features().width();
            return new Fit(trees.model(input, features), trees.gains(features), LightgbmLibrary.engine());
        }
    }

    private static void goOn(
            NativeThread thread,
            LightgbmTrees grown,
            FitInput input,
            @Nullable PreparedMatrix rows,
            @Nullable LightgbmRows data) {
        if (rows != null && data != null) {
            double[] scores = grown.scores(rows.features(), input.classes());
            thread.call(() -> {
                data.startFrom(scores);
                return data;
            });
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
