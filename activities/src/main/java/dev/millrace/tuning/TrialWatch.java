package dev.millrace.tuning;

/** How a trial under way stays in touch with its study. What a method throws ends the trial as it is. */
public interface TrialWatch {
    /** To be called once a second or so. */
    void throwIfStopped();

    /**
     * How the trial does so far.
     *
     * @param step from 1: a fold, or a round of a fit
     * @param loss to be minimised
     * @param sameAlgorithmOnly whether it can only be compared with trials of the same algorithm
     */
    void report(int step, double loss, boolean sameAlgorithmOnly);
}
