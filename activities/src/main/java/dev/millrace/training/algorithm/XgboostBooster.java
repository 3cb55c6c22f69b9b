package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/** A model in XGBoost's memory that grows by a round at a time, freed when closed. */
final class XgboostBooster implements AutoCloseable {
    private final Booster booster;
    private final Task task;
    private final DMatrix train;
    private final @Nullable DMatrix test;
    private int rounds;
    private int threads;

    private XgboostBooster(Booster booster, int rounds, int threads, Task task, DMatrix train, @Nullable DMatrix test) {
        this.booster = booster;
        this.rounds = rounds;
        this.threads = threads;
        this.task = task;
        this.train = train;
        this.test = test;
    }

    /** A new one, or the one that an earlier attempt left as a checkpoint. */
    static XgboostBooster of(FitInput input, DMatrix train, @Nullable DMatrix test, FitMonitor monitor)
            throws XGBoostError {
        int threads = Math.max(1, monitor.threads());
        Map<String, Object> parameters = XgboostParameters.of(input, threads);
        Optional<Checkpoint> checkpoint = monitor.latestCheckpoint();
        Booster booster = checkpoint.isPresent()
                ? load(checkpoint.get())
                : XGBoost.train(train, parameters, 0, Map.of(), null, null);
        booster.setParams(parameters);
        int rounds = checkpoint.map(Checkpoint::step).orElse(0);
        return new XgboostBooster(booster, rounds, threads, input.task(), train, test);
    }

    int rounds() {
        return rounds;
    }

    void boost(FitMonitor monitor) throws XGBoostError {
        int allowed = Math.max(1, monitor.threads());
        if (allowed != threads) {
            threads = allowed;
            booster.setParam("nthread", threads);
        }
        forgetSampling();
        booster.update(train, rounds);
        rounds++;
        monitor.metric(rounds, "loss", loss(train));
        if (test != null) {
            monitor.metric(rounds, "eval_loss", loss(test));
        }
    }

    /**
     * Makes the tree builder anew, by asking for another one in between. A builder carries its column sampler's state from
     * round to round, and a model that was loaded does not: without this, going on would give another model.
     */
    private void forgetSampling() throws XGBoostError {
        booster.setParam("tree_method", "approx");
        booster.getNumBoostedRound();
        booster.setParam("tree_method", "hist");
    }

    void write(OutputStream out) throws IOException {
        try {
            booster.saveModel(out, "ubj");
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] json() throws XGBoostError {
        return booster.toByteArray("json");
    }

    /** The mean log loss or squared error. */
    private double loss(DMatrix rows) throws XGBoostError {
        String line = booster.evalSet(new DMatrix[] {rows}, new String[] {"rows"}, rounds);
        double value = Double.parseDouble(line.substring(line.lastIndexOf(':') + 1));
        return task == Task.REGRESSION ? value * value : value;
    }

    private static Booster load(Checkpoint checkpoint) throws XGBoostError {
        try {
            return XGBoost.loadModel(new ByteArrayInputStream(checkpoint.state()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        booster.dispose();
    }
}
