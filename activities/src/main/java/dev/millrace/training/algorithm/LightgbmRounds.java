package dev.millrace.training.algorithm;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Boosting by LightGBM, some rounds at a time, always on its own thread. */
final class LightgbmRounds implements Stepwise {
    private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final LightgbmBooster booster;
    private final NativeThread thread;
    private final int most;
    private final boolean resumable;
    private int done;
    private boolean settled;
    private long nanos;
    private byte @Nullable [] before;

    LightgbmRounds(LightgbmBooster booster, NativeThread thread, int most, boolean resumable) {
        this.booster = booster;
        this.thread = thread;
        this.most = most;
        this.resumable = resumable;
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
    public boolean resumable() {
        return resumable;
    }

    /** Before a round that may take long the state is copied, so that a fit that is stopped meanwhile need not wait for it. */
    @Override
    public void advance(FitMonitor monitor) {
        before = resumable && nanos > LONG_NANOS ? booster.state() : null;
        long began = System.nanoTime();
        thread.call(() -> booster.boost(most)).forEach(losses -> losses.report(monitor));
        nanos = System.nanoTime() - began;
        before = null;
        done = booster.rounds();
        settled = booster.settled();
    }

    @Override
    public void write(OutputStream out) throws IOException {
        out.write(Objects.requireNonNullElseGet(before, booster::state));
    }
}
