package dev.millrace.tuning.pruning;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Ends a trial whose best loss so far is worse than the median of what completed trials had at their best by the same step
 * (Golovin et al. 2017, Google Vizier, the median stopping rule). It waits for five completed trials, but for no step:
 * that would cost more rounds than it saves.
 */
record MedianPruner() implements Pruner {
    private static final int STARTUP_TRIALS = 5;

    /** How often it looks: at each step at first, then about as often each time that the steps have doubled. */
    private static final int LOOKS = 8;

    @Override
    public boolean decidesAt(int before, int step) {
        int gap = Math.max(1, Integer.highestOneBit(step) / LOOKS);
        return step / gap > before / gap;
    }

    @Override
    public boolean prunes(int trial, Curves curves) {
        if (curves.endsInNoNumber()) {
            return true;
        }
        List<Curves.Curve> completed = curves.others().stream()
                .filter(other -> other.completed() && !other.losses().isEmpty())
                .toList();
        if (completed.size() < STARTUP_TRIALS || curves.atTheEnd()) {
            return false;
        }
        return best(curves.own().values()) > median(completed, curves.step());
    }

    private static double median(List<Curves.Curve> completed, int step) {
        List<Double> bests = completed.stream()
                .map(other -> best(other.losses().headMap(step + 1).values()))
                .sorted()
                .toList();
        int middle = bests.size() / 2;
        return bests.size() % 2 == 1 ? bests.get(middle) : (bests.get(middle - 1) + bests.get(middle)) / 2;
    }

    /** A number is better than none. */
    private static double best(Collection<Double> losses) {
        return losses.stream().min(Comparator.naturalOrder()).orElse(Double.NaN);
    }
}
