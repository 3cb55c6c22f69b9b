package dev.millrace.training.algorithm;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A model in LightGBM's memory that grows by a round at a time, freed when closed. For one thread at a time. */
final class LightgbmBooster implements AutoCloseable {
    private static final long A_WHILE = TimeUnit.MILLISECONDS.toNanos(50);

    private final LGBMBooster booster;
    private final boolean validated;
    private final int test;
    /** Those of an earlier attempt, which the booster does not know. */
    private final String earlier;

    private final int earlierRounds;
    private EarlyStopping stopping;
    private int rounds;
    private boolean exhausted;

    private LightgbmBooster(
            LGBMBooster booster,
            boolean validated,
            int test,
            EarlyStopping stopping,
            String earlier,
            int earlierRounds) {
        this.booster = booster;
        this.validated = validated;
        this.test = test;
        this.stopping = stopping;
        this.earlier = earlier;
        this.earlierRounds = earlierRounds;
        this.rounds = earlierRounds;
    }

    static LightgbmBooster of(
            FitInput input,
            String parameters,
            LightgbmRows train,
            @Nullable LightgbmRows validation,
            @Nullable LightgbmRows test,
            Optional<LightgbmState> start)
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
        String earlier = start.map(LightgbmState::trees).orElse("");
        return new LightgbmBooster(
                booster,
                validation != null,
                test == null ? -1 : sets,
                EarlyStopping.resumed(patience, start.map(LightgbmState::stopping)),
                earlier,
                LightgbmTrees.parse(earlier).rounds(input.classes()));
    }

    synchronized int rounds() {
        return rounds;
    }

    /** How many rounds make the model: up to the best one, where there are validation rows. */
    synchronized int kept() {
        return validated ? stopping.best() : rounds;
    }

    /** Whether no split gains anything any more, or the loss on the validation rows has not fallen for long. */
    synchronized boolean settled() {
        return exhausted || (validated && stopping.enough(rounds));
    }

    /**
     * Rounds for a while, and the losses after each: handing over every short one would take longer than they do. Always on
     * one thread, for LightGBM keeps its log level by thread.
     */
    synchronized List<BoostingLosses> boost(int most) throws LGBMException {
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

    /** All rounds as LightGBM writes them, those of earlier attempts first. */
    synchronized String text() throws LGBMException {
        return rounds == earlierRounds
                ? earlier
                : earlier
                        + booster.saveModelToString(0, rounds - earlierRounds, LGBMBooster.FeatureImportanceType.GAIN);
    }

    /** To go on from; waits for the rounds that are under way. */
    synchronized byte[] state() {
        try {
            return new LightgbmState(stopping.text(), text()).bytes();
        } catch (LGBMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws LGBMException {
        booster.close();
    }
}
