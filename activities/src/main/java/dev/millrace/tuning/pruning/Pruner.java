package dev.millrace.tuning.pruning;

/** Decides after each report of a trial whether it is worth going on. Keeps no state. */
public interface Pruner {
    /** Whether anything can be decided at this step; others need not be looked up before. */
    boolean decidesAt(int trial, int step);

    /** Whether the trial is to end, by its reports so far and those of the trials that it is compared with. */
    boolean prunes(int trial, int step, Curves curves);
}
