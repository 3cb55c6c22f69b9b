package dev.millrace.tuning.search;

import java.util.List;
import java.util.Map;

/**
 * Chooses the parameters of the next trial. The same space, history, seed and number give the same point: an implementation
 * keeps no state, and derives its randomness from seed and number alone.
 */
public interface Sampler {
    /**
     * @param history of the study by number, trials that still run among them; points may lie outside of a space that was
     *     changed since
     * @param number of the trial, from 0
     */
    Map<String, Object> next(Space space, List<Observation> history, long seed, int number);

    /**
     * The largest number of different points worth trying.
     *
     * @throws dev.millrace.problems.Problem when it cannot search such a space
     */
    default int most(Space space) {
        return Integer.MAX_VALUE;
    }
}
