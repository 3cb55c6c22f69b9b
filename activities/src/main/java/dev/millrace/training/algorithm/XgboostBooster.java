package dev.millrace.training.algorithm;

import dev.millrace.training.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/** A model in XGBoost's memory that grows by a round at a time, freed when closed. For one thread at a time. */
final class XgboostBooster implements AutoCloseable {
    private static final String STOPPING = "millrace_early_stopping";

    private final Booster booster;
    private final Task task;
    private final Rows rows;
    private final boolean drawsLots;
    private int rounds;
    private int threads;
    private EarlyStopping stopping;

    /** Those to learn from, those to stop by, and those on which the loss is reported. */
    record Rows(
            XgboostRows train,
            @Nullable XgboostRows validation,
            @Nullable XgboostRows test) {}

    private XgboostBooster(
            Booster booster, int rounds, Task task, Rows rows, boolean drawsLots, EarlyStopping stopping) {
        this.booster = booster;
        this.rounds = rounds;
        this.task = task;
        this.rows = rows;
        this.drawsLots = drawsLots;
        this.stopping = stopping;
    }

    /** A new one, or the one that an earlier attempt left as a checkpoint. */
    static XgboostBooster of(FitInput input, Map<String, Object> parameters, Rows rows, Optional<Checkpoint> checkpoint)
            throws XGBoostError {
        Booster booster = checkpoint.isPresent()
                ? load(checkpoint.get())
                : XGBoost.train(rows.train().matrix(), parameters, 0, Map.of(), null, null);
        booster.setParams(parameters);
        int rounds = checkpoint.map(Checkpoint::step).orElse(0);
        int patience = input.parameters().whole("early_stopping_rounds", Integer.MAX_VALUE);
        EarlyStopping stopping = EarlyStopping.resumed(patience, Optional.ofNullable(booster.getAttr(STOPPING)));
        return new XgboostBooster(
                booster, rounds, input.task(), rows, BoostingParameters.drawsLots(parameters), stopping);
    }

    int rounds() {
        return rounds;
    }

    boolean settled() {
        return rows.validation() != null && stopping.enough(rounds);
    }

    /** How many rounds make the model: up to the best one, where there are validation rows. */
    int kept() {
        return rows.validation() == null ? rounds : stopping.best();
    }

    BoostingLosses boost(int allowedThreads) throws XGBoostError {
        if (allowedThreads != threads) {
            threads = allowedThreads;
            booster.setParam("nthread", threads);
        }
        if (drawsLots) {
            forgetSampling();
        }
        booster.update(rows.train().matrix(), rounds);
        rounds++;
        BoostingLosses losses =
                new BoostingLosses(rounds, loss(rows.train()), loss(rows.validation()), loss(rows.test()));
        if (rows.validation() != null) {
            stopping = stopping.seen(rounds, losses.validation());
            booster.setAttr(STOPPING, stopping.text());
        }
        return losses;
    }

    /**
     * Makes the tree builder anew, by asking for another one in between. A builder carries the state of what it draws from
     * round to round, and a model that was loaded does not: without this, going on would give another model.
     */
    private void forgetSampling() throws XGBoostError {
        booster.setParam("tree_method", "approx");
        booster.getNumBoostedRound();
        booster.setParam("tree_method", "hist");
    }

    /** The state, to be taken up again. */
    byte[] bytes() {
        try {
            return booster.toByteArray("ubj");
        } catch (XGBoostError e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] json() throws XGBoostError {
        return booster.toByteArray("json");
    }

    /** The mean log loss or squared error. */
    private double loss(@Nullable XgboostRows of) throws XGBoostError {
        if (of == null) {
            return Double.NaN;
        }
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
