package dev.millrace.tuning.learning;

import dev.millrace.tuning.Direction;
import dev.millrace.tuning.Domain;
import dev.millrace.tuning.search.Dimension;
import dev.millrace.tuning.search.Space;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much each parameter decides whether a trial is among the best tenth: PED-ANOVA (Watanabe, Bansal and Hutter 2023),
 * which compares how its values are spread among the best trials and among all of them, so that the sampler's taste does not
 * count. A parameter that is not always there counts by how many of the best trials, and of all, had it.
 */
public final class Importances {
    /** Below, nothing can be told from chance. */
    public static final int FEWEST_TRIALS = 10;

    private static final double BEST_SHARE = 0.1;
    private static final int FEWEST_BEST = 5;

    private Importances() {}

    /**
     * Shares that add up to 1, the largest first; every parameter of the space that was ever tried has one. Empty with fewer
     * than {@value FEWEST_TRIALS} completed trials, and when all did equally well.
     */
    public static Optional<Map<String, Double>> of(Space space, List<Tried> trials, Direction direction) {
        if (trials.size() < FEWEST_TRIALS) {
            return Optional.empty();
        }
        List<Tried> best = best(trials, direction);
        Map<String, Double> divergences = new LinkedHashMap<>();
        for (Dimension dimension : space.dimensions()) {
            if (trials.stream().anyMatch(trial -> trial.parameters().containsKey(dimension.name()))) {
                divergences.put(dimension.name(), divergence(dimension, best, trials));
            }
        }
        double all =
                divergences.values().stream().mapToDouble(Double::doubleValue).sum();
        return best.size() == trials.size() || !(all > 0) ? Optional.empty() : Optional.of(shares(divergences, all));
    }

    /** As many as the share says, and those that did as well as the worst of them. */
    private static List<Tried> best(List<Tried> trials, Direction direction) {
        double[] losses = trials.stream()
                .mapToDouble(trial -> direction.loss(trial.value()))
                .sorted()
                .toArray();
        double worst = losses[Math.max(FEWEST_BEST, (int) Math.ceil(BEST_SHARE * losses.length)) - 1];
        return trials.stream()
                .filter(trial -> direction.loss(trial.value()) <= worst)
                .toList();
    }

    /** Pearson's divergence of the two distributions, weighted by how often the parameter was there. */
    private static double divergence(Dimension dimension, List<Tried> best, List<Tried> all) {
        int[] countsOfBest = counts(dimension, best);
        int[] counts = counts(dimension, all);
        double bestThere = (double) total(countsOfBest) / best.size();
        double there = (double) total(counts) / all.size();
        if (bestThere == 0 || counts.length == 1) {
            return 0;
        }
        double[] p = density(dimension.domain(), counts);
        double[] q = density(dimension.domain(), countsOfBest);
        double divergence = 0;
        for (int cell = 0; cell < p.length; cell++) {
            divergence += p[cell] * Math.pow(q[cell] / p[cell] - 1, 2);
        }
        return bestThere * bestThere / there * divergence;
    }

    private static int[] counts(Dimension dimension, List<Tried> trials) {
        int[] counts = new int[Cells.count(dimension.domain())];
        for (Tried trial : trials) {
            Object value = trial.parameters().get(dimension.name());
            int cell = value == null ? -1 : Cells.of(dimension.domain(), value);
            if (cell >= 0) {
                counts[cell]++;
            }
        }
        return counts;
    }

    private static int total(int[] counts) {
        int total = 0;
        for (int count : counts) {
            total += count;
        }
        return total;
    }

    private static double[] density(Domain domain, int[] counts) {
        return domain instanceof Domain.Choice ? Density.ofChoices(counts) : Density.ofNumbers(counts);
    }

    private static Map<String, Double> shares(Map<String, Double> divergences, double all) {
        List<Map.Entry<String, Double>> largestFirst = new ArrayList<>(divergences.entrySet());
        largestFirst.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        Map<String, Double> shares = new LinkedHashMap<>();
        largestFirst.forEach(entry -> shares.put(entry.getKey(), entry.getValue() / all));
        return shares;
    }
}
