package dev.millrace.tuning.pruning;

import java.util.List;
import java.util.stream.LongStream;

/** The steps at which successive halving decides: powers of the reduction factor, from {@code lowest} on. */
record Rungs(int reduction, int lowest) {
    /** The rungs that a trial came to by a report at {@code step}, the report before it having been at {@code before}. */
    List<Integer> between(int before, int step) {
        return LongStream.iterate(first(), rung -> rung <= step, rung -> rung * reduction)
                .filter(rung -> rung > before)
                .mapToObj(Math::toIntExact)
                .toList();
    }

    private long first() {
        return Math.round(Math.pow(reduction, lowest));
    }
}
