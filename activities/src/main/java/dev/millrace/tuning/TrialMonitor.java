package dev.millrace.tuning;

import dev.millrace.jobs.ThreadBudget;
import dev.millrace.training.algorithm.Checkpoint;
import dev.millrace.training.algorithm.FitMonitor;
import java.util.Optional;

/** Connects a fit with its trial. With {@code reports}, what it loses on the validation rows is the trial's way. */
record TrialMonitor(TrialWatch watch, ThreadBudget.Share share, boolean reports) implements FitMonitor {
    private static final String LOSS = "eval_loss";

    @Override
    public void progress(double fraction) {}

    @Override
    public void metric(int step, String name, double value) {
        if (reports && step > 0 && name.equals(LOSS)) {
            watch.report(step, value, true);
        }
    }

    /** A trial that was interrupted begins anew. */
    @Override
    public void checkpoint(int step, Checkpoint.State state) {}

    @Override
    public Optional<Checkpoint> latestCheckpoint() {
        return Optional.empty();
    }

    @Override
    public void throwIfCancelled() {
        watch.throwIfStopped();
    }

    @Override
    public int threads() {
        return share.threads();
    }
}
