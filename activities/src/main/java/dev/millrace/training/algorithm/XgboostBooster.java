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
final class XgboostBooster implements Stepwise, AutoCloseable {
    private static final String STOPPING = "millrace_early_stopping";

    private final Booster booster;
    private final Task task;
    private final Rows rows;
    private int rounds;
    private int threads;
    private EarlyStopping stopping;

    /** Those to learn from, those to stop by, and those on which the loss is reported. */
    record Rows(
            XgboostRows train,
            @Nullable XgboostRows validation,
            @Nullable XgboostRows test) {}

    private XgboostBooster(Booster booster, int rounds, Task task, Rows rows, EarlyStopping stopping) {
        this.booster = booster;
        this.rounds = rounds;
        this.task = task;
        this.rows = rows;
        this.stopping = stopping;
    }

    /** A new one, or the one that an earlier attempt left as a checkpoint. */
    static XgboostBooster of(FitInput input, Map<String, Object> parameters, Rows rows, FitMonitor monitor)
            throws XGBoostError {
        Optional<Checkpoint> checkpoint = monitor.latestCheckpoint();
        Booster booster = checkpoint.isPresent()
                ? load(checkpoint.get())
                : XGBoost.train(rows.train().matrix(), parameters, 0, Map.of(), null, null);
        booster.setParams(parameters);
        int rounds = checkpoint.map(Checkpoint::step).orElse(0);
        int patience = input.parameters().whole("early_stopping_rounds", Integer.MAX_VALUE);
        EarlyStopping stopping = EarlyStopping.resumed(patience, Optional.ofNullable(booster.getAttr(STOPPING)));
        return new XgboostBooster(booster, rounds, input.task(), rows, stopping);
    }

    @Override
    public int done() {
        return rounds;
    }

    @Override
    public boolean settled() {
        return rows.validation() != null && stopping.enough(rounds);
    }

    /** How many rounds make the model: up to the best one, where there are validation rows. */
    int kept() {
        return rows.validation() == null ? rounds : stopping.best();
    }

    @Override
    public void advance(FitMonitor monitor) {
        try {
            boost(monitor);
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
        }
    }

    private void boost(FitMonitor monitor) throws XGBoostError {
        int allowed = Math.max(1, monitor.threads());
        if (allowed != threads) {
            threads = allowed;
            booster.setParam("nthread", threads);
        }
        forgetSampling();
        booster.update(rows.train().matrix(), rounds);
        rounds++;
        monitor.metric(rounds, "loss", loss(rows.train()));
        if (rows.validation() != null) {
            double loss = loss(rows.validation());
            monitor.metric(rounds, "validation_loss", loss);
            stopping = stopping.seen(rounds, loss);
            booster.setAttr(STOPPING, stopping.text());
        }
        if (rows.test() != null) {
            monitor.metric(rounds, "eval_loss", loss(rows.test()));
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

    @Override
    public void write(OutputStream out) throws IOException {
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
    private double loss(XgboostRows of) throws XGBoostError {
        String line = booster.evalSet(new DMatrix[] {of.matrix()}, new String[] {"rows"}, rounds);
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
