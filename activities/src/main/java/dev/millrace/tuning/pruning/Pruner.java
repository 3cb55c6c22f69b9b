package dev.millrace.tuning.pruning;

/**
 * Decides after a report of a trial whether it is worth going on. Keeps no state, so that an answer given twice, or by
 * another worker, is the same answer.
 */
public interface Pruner {
    /**
     * Whether a report at {@code step} can end a trial that reported at {@code before} last (0 when it had not); the
     * curves of others need not be looked up otherwise.
     */
    boolean decidesAt(int before, int step);

    /** Whether the trial is to end with its latest report. */
    boolean prunes(int trial, Curves curves);
}
