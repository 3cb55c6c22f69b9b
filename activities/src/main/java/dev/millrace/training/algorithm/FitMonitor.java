package dev.millrace.training.algorithm;

import java.util.Optional;

/**
 * How a fit stays in touch: it tells how far it is, and learns whether to go on and how many threads to use. Only
 * {@link #throwIfCancelled()} is called from several threads; what any method throws ends the fit as it is.
 */
public interface FitMonitor {
    /** @param fraction of the work done, 0 to 1 */
    void progress(double fraction);

    /** One point of a series, such as {@code loss} at an iteration. */
    void metric(int step, String name, double value);

    /** Offers the state after a step; the monitor decides whether it is time to store it. */
    void checkpoint(int step, Checkpoint.State state);

    /** Where an earlier attempt at the same fit got to. */
    Optional<Checkpoint> latestCheckpoint();

    /** @throws java.util.concurrent.CancellationException when the fit is to end */
    void throwIfCancelled();

    /** How many threads the fit may keep busy, its own included; asked again at every step, 1 or more. */
    int threads();
}
