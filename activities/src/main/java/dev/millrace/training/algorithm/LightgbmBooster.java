package dev.millrace.training.algorithm;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A model in LightGBM's memory that grows by a round at a time, freed when closed. For one thread at a time. */
final class LightgbmBooster implements AutoCloseable {
    private static final long A_WHILE = TimeUnit.MILLISECONDS.toNanos(50);

    private final LGBMBooster booster;
    private final boolean validated;
    private final int test;
    private EarlyStopping stopping;
    private int rounds;
    private boolean exhausted;

    private LightgbmBooster(LGBMBooster booster, boolean validated, int test, int patience) {
        this.booster = booster;
        this.validated = validated;
        this.test = test;
        this.stopping = EarlyStopping.after(patience);
    }

    static LightgbmBooster of(
            FitInput input,
            String parameters,
            LightgbmRows train,
            @Nullable LightgbmRows validation,
            @Nullable LightgbmRows test)
            throws LGBMException {
        LGBMBooster booster = LGBMBooster.create(train.data(), parameters);
        int sets = 0;
        if (validation != null) {
            booster.addValidData(validation.data());
            sets++;
        }
        if (test != null) {
            booster.addValidData(test.data());
            sets++;
        }
        int patience = input.parameters().whole("early_stopping_rounds", Integer.MAX_VALUE);
        return new LightgbmBooster(booster, validation != null, test == null ? -1 : sets, patience);
    }

    int rounds() {
        return rounds;
    }

    /** Whether no split gains anything any more, or the loss on the validation rows has not fallen for long. */
    boolean settled() {
        return exhausted || (validated && stopping.enough(rounds));
    }

    /**
     * Rounds for a while, and the losses after each: handing over every short one would take longer than they do. Always on
     * one thread, for LightGBM keeps its log level by thread.
     */
    List<BoostingLosses> boost(int most) throws LGBMException {
        List<BoostingLosses> losses = new ArrayList<>();
        long end = System.nanoTime() + A_WHILE;
        do {
            losses.add(round());
        } while (rounds < most && !settled() && System.nanoTime() < end);
        return losses;
    }

    private BoostingLosses round() throws LGBMException {
        exhausted = booster.updateOneIter();
        rounds++;
        BoostingLosses losses = new BoostingLosses(
                rounds,
                booster.getEval(0)[0],
                validated ? booster.getEval(1)[0] : Double.NaN,
                test < 0 ? Double.NaN : booster.getEval(test)[0]);
        if (validated) {
            stopping = stopping.seen(rounds, losses.validation());
        }
        return losses;
    }

    /** The model as LightGBM writes it: up to the best round, where there are validation rows. */
    String text() throws LGBMException {
        return booster.saveModelToString(
                0, validated ? stopping.best() : rounds, LGBMBooster.FeatureImportanceType.GAIN);
    }

    @Override
    public void close() throws LGBMException {
        booster.close();
    }
}
