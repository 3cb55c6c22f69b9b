package dev.millrace.training.algorithm;

import java.util.Optional;

/** A part of a fit, from {@code begin} to {@code end} of the whole, that leaves no checkpoint. */
record FitStage(FitMonitor whole, double begin, double end, boolean reports) implements FitMonitor {
    @Override
    public void progress(double fraction) {
        whole.progress(begin + fraction * (end - begin));
    }

    @Override
    public void metric(int step, String name, double value) {
        if (reports) {
            whole.metric(step, name, value);
        }
    }

    @Override
    public void checkpoint(int step, Checkpoint.State state) {}

    @Override
    public Optional<Checkpoint> latestCheckpoint() {
        return Optional.empty();
    }

    @Override
    public void throwIfCancelled() {
        whole.throwIfCancelled();
    }

    @Override
    public int threads() {
        return whole.threads();
    }
}
