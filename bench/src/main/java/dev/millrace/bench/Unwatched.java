package dev.millrace.bench;

import dev.millrace.training.algorithm.Checkpoint;
import dev.millrace.training.algorithm.FitMonitor;
import java.util.Optional;

/** A fit that nobody looks at. */
record Unwatched(int threads) implements FitMonitor {
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
    public void throwIfCancelled() {}
}
