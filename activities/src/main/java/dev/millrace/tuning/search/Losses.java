package dev.millrace.tuning.search;

import dev.millrace.tuning.search.Observation.Outcome;
import java.util.Arrays;
import java.util.List;

/** The losses of trials as values for a regression. */
final class Losses {
    private static final double STEEPNESS = 5;

    private Losses() {}

    /**
     * With mean 0 and deviation 1, and those far above the best drawn in by the logarithm. Pruned trials have their loss, but
     * at least the median one; those without a loss have the worst.
     */
    static double[] standardised(List<Observation> trials) {
        double[] completed = trials.stream()
                .filter(trial -> Ranking.isScored(trial) && trial.outcome() == Outcome.COMPLETED)
                .mapToDouble(Losses::loss)
                .sorted()
                .toArray();
        double median = completed.length == 0 ? Double.NEGATIVE_INFINITY : completed[completed.length / 2];
        double worst = trials.stream()
                .filter(Ranking::isScored)
                .mapToDouble(Losses::loss)
                .max()
                .orElse(0);
        double[] losses = trials.stream()
                .mapToDouble(trial -> !Ranking.isScored(trial)
                        ? worst
                        : trial.outcome() == Outcome.PRUNED ? Math.max(median, loss(trial)) : loss(trial))
                .toArray();
        return scaled(drawnIn(losses));
    }

    /** The distance of the median from the best is the unit. Halved, for the difference of two large losses is infinite. */
    private static double[] drawnIn(double[] losses) {
        double[] sorted = Arrays.stream(losses).sorted().toArray();
        double best = sorted[0] / 2;
        double unit = sorted[sorted.length / 2] / 2 - best;
        return unit > 0
                ? Arrays.stream(losses)
                        .map(loss -> Math.log1p(Math.min(Double.MAX_VALUE, STEEPNESS * (loss / 2 - best) / unit)))
                        .toArray()
                : losses;
    }

    private static double[] scaled(double[] losses) {
        // Divided first, for the sum of large losses is infinite.
        double largest = Arrays.stream(losses).map(Math::abs).max().orElse(0);
        double[] values = Arrays.stream(losses)
                .map(loss -> largest == 0 ? 0 : loss / largest)
                .toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        double deviation = variance > 1e-24 ? Math.sqrt(variance) : 1;
        return Arrays.stream(values).map(value -> (value - mean) / deviation).toArray();
    }

    private static double loss(Observation trial) {
        Double loss = trial.loss();
        return loss == null ? 0 : loss;
    }
}
