package dev.millrace.training;

import dev.millrace.training.algorithm.Checkpoint;
import dev.millrace.training.algorithm.FitMonitor;
import java.util.Optional;

/** Lets a fit go on, on one thread, and remembers nothing of it. */
final class Unwatched implements FitMonitor {
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

    @Override
    public int threads() {
        return 1;
    }
}
