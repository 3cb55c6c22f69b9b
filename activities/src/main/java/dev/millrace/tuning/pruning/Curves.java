package dev.millrace.tuning.pruning;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What trials reported on their way, as losses (to be minimised) by step from 1: {@code own} of the trial in question,
 * {@code others} of those it is compared with, whatever became of them. A loss that is not a number is the worst there is.
 */
public record Curves(SortedMap<Integer, Double> own, List<Curve> others) {
    public Curves {
        own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
        others = List.copyOf(others);
    }

    /** One other trial; {@code completed} says that it ran to its end. */
    public record Curve(int trial, boolean completed, SortedMap<Integer, Double> losses) {
        boolean reached(int step) {
            return !losses.isEmpty() && losses.lastKey() >= step;
        }

        /** Its report at the step, or the first one after it. */
        double lossFrom(int step) {
            return losses.tailMap(step).sequencedValues().getFirst();
        }
    }

    /** The step of the latest report; 0 before the first. */
    int step() {
        return own.isEmpty() ? 0 : own.lastKey();
    }

    /** The step of the report before the latest; 0 when there was none. */
    int before() {
        SortedMap<Integer, Double> earlier = own.headMap(step());
        return earlier.isEmpty() ? 0 : earlier.lastKey();
    }

    /** The latest report; infinitely bad before the first. */
    double latest() {
        return own.isEmpty() ? Double.POSITIVE_INFINITY : own.sequencedValues().getLast();
    }

    /** Whether the latest report is not a number, of which nothing good comes any more. */
    boolean endsInNoNumber() {
        return Double.isNaN(latest());
    }

    /** How far completed trials got at most; empty while none has. */
    OptionalInt longest() {
        return others.stream()
                .filter(other -> other.completed() && !other.losses().isEmpty())
                .mapToInt(other -> other.losses().lastKey())
                .max();
    }

    /** Nothing is saved by ending a trial where completed ones end by themselves. */
    boolean atTheEnd() {
        return longest().orElse(0) == step();
    }
}
