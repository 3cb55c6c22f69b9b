package dev.millrace.tuning.pruning;

import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Successive halving in several brackets, which spare trials for different times (Li et al. 2018, Hyperband). The brackets
 * follow from how far completed trials got; nothing is pruned while none has. A trial is compared within its bracket, which
 * seed and number give it with the weights of the paper.
 */
record Hyperband(long seed) implements Pruner {
    private static final int REDUCTION = 3;
    private static final int MOST_BRACKETS = 10;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    @Override
    public boolean decidesAt(int before, int step) {
        return halving(0).decidesAt(before, step);
    }

    @Override
    public boolean prunes(int trial, Curves curves) {
        OptionalInt longest = curves.longest();
        if (longest.isEmpty() || curves.atTheEnd()) {
            return curves.endsInNoNumber();
        }
        int brackets = brackets(longest.getAsInt());
        int bracket = bracket(trial, brackets);
        Curves within = new Curves(
                curves.own(),
                curves.others().stream()
                        .filter(other -> bracket(other.trial(), brackets) == bracket)
                        .toList());
        return halving(bracket).prunes(trial, within);
    }

    /** The bracket whose first rung is at reduction to the power of the bracket. */
    int bracket(int trial, int brackets) {
        int left = new SplittableRandom(seed + trial * GOLDEN).nextInt(weightUpTo(brackets, brackets));
        int bracket = 0;
        while (left >= weightUpTo(bracket + 1, brackets)) {
            bracket++;
        }
        return bracket;
    }

    static int brackets(int longest) {
        int brackets = 0;
        for (int rung = longest; rung > 0; rung /= REDUCTION) {
            brackets++;
        }
        return Math.min(brackets, MOST_BRACKETS);
    }

    private static int weightUpTo(int bracket, int brackets) {
        int weight = 0;
        for (int b = 0; b < bracket; b++) {
            int halvings = brackets - 1 - b;
            weight += Math.ceilDiv(brackets * Math.powExact(REDUCTION, halvings), halvings + 1);
        }
        return weight;
    }

    private static SuccessiveHalving halving(int bracket) {
        return new SuccessiveHalving(new Rungs(REDUCTION, bracket));
    }
}
