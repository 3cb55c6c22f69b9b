package dev.millrace.tuning.pruning;

import java.util.List;

/**
 * Asynchronous successive halving, its stopping form: at each rung a trial goes on only if it is among the best 1/reduction
 * of all that came to that rung so far, or the best of them while they are fewer (Li et al. 2020, A System for Massively
 * Parallel Hyperparameter Tuning).
 */
record SuccessiveHalving(Rungs rungs) implements Pruner {
    @Override
    public boolean decidesAt(int before, int step) {
        return !rungs.between(before, step).isEmpty();
    }

    @Override
    public boolean prunes(int trial, Curves curves) {
        if (curves.endsInNoNumber()) {
            return true;
        }
        List<Integer> reached = rungs.between(curves.before(), curves.step());
        return !curves.atTheEnd()
                && reached.stream().anyMatch(rung -> !isAmongTheBest(rung, curves.latest(), curves.others()));
    }

    private boolean isAmongTheBest(int rung, double loss, List<Curves.Curve> others) {
        List<Curves.Curve> competing =
                others.stream().filter(other -> other.reached(rung)).toList();
        long better = competing.stream()
                .filter(other -> Double.compare(other.lossFrom(rung), loss) < 0)
                .count();
        return better < Math.max(1, (competing.size() + 1) / rungs.reduction());
    }
}
