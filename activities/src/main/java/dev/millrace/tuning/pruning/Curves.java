package dev.millrace.tuning.pruning;

import java.util.List;
import java.util.SortedMap;

/**
 * What trials reported on their way, as losses (to be minimised) by step from 1: {@code own} of the trial in question,
 * {@code others} of those it is compared with, whatever became of them.
 */
public record Curves(SortedMap<Integer, Double> own, List<Curve> others) {
    public Curves {
        others = List.copyOf(others);
    }

    /** One other trial; {@code completed} says that it ran to its end. */
    public record Curve(int trial, boolean completed, SortedMap<Integer, Double> losses) {}
}
