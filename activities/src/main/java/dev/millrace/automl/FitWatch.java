package dev.millrace.automl;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.ThreadBudget;
import dev.millrace.training.algorithm.Checkpoint;
import dev.millrace.training.algorithm.FitMonitor;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Ends a fit with its activity, or at its deadline. One that was interrupted begins anew. */
record FitWatch(Heartbeat heartbeat, ThreadBudget.Share share, Clock clock, Instant deadline) implements FitMonitor {
    /** There is no time left for the fit. */
    static final class OutOfTime extends CancellationException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public void progress(double fraction) {}

    @Override
    public void metric(int step, String name, double value) {}

    @Override
    public void checkpoint(int step, Checkpoint.State state) {}

    @Override
    public Optional<Checkpoint> latestCheckpoint() {
        return Optional.empty();
    }

    @Override
    public void throwIfCancelled() {
        heartbeat.throwIfStopped();
        if (clock.instant().isAfter(deadline)) {
            throw new OutOfTime();
        }
    }

    @Override
    public int threads() {
        return share.threads();
    }
}
