package dev.millrace.training.algorithm;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Boosting round by round. A round cannot be interrupted: before one that may take long the state is copied, so that a fit
 * that is stopped meanwhile need not wait for it.
 */
final class XgboostRounds implements Stepwise {
    private final XgboostBooster booster;
    private final NativeThread thread;
    private final PreparedMatrix train;
    private int done;
    private boolean settled;
    private byte @Nullable [] before;

    XgboostRounds(XgboostBooster booster, NativeThread thread, PreparedMatrix train) {
        this.booster = booster;
        this.thread = thread;
        this.train = train;
        this.done = booster.rounds();
        this.settled = booster.settled();
    }

    @Override
    public int done() {
        return done;
    }

    @Override
    public boolean settled() {
        return settled;
    }

    @Override
    public void advance(FitMonitor monitor) {
        int threads = BoostingThreads.XGBOOST.of(monitor, train);
        before = done > 0 && thread.mayTakeLong() ? booster.bytes() : null;
        BoostingLosses losses = thread.repeat(() -> booster.boost(threads));
        before = null;
        done = booster.rounds();
        settled = booster.settled();
        losses.report(monitor);
    }

    @Override
    public void write(OutputStream out) throws IOException {
        out.write(Objects.requireNonNullElseGet(before, booster::bytes));
    }
}
