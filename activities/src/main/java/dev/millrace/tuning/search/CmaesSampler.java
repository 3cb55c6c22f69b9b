package dev.millrace.tuning.search;

import dev.millrace.tuning.Domain;
import dev.millrace.tuning.search.Observation.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * CMA-ES (Hansen, arXiv 1604.00772), replayed from the history: trials of subsequent numbers are a generation, and those that
 * run while it is not complete are drawn from the same distribution. It chooses the numbers that are there in every point;
 * choices, and what depends on conditions, are chosen apart from them by {@link TpeSampler}.
 */
final class CmaesSampler implements Sampler {
    private static final double SIGMA = 0.15;
    private static final double WARM_SIGMA = 0.1;
    private static final double NARROW = 1e-7;

    /** In cells: with less, a whole number would hardly ever change again. */
    private static final double LEAST_DEVIATION = 0.3;

    private final Sampler apart = new TpeSampler();

    @Override
    public Map<String, Object> next(Space space, List<Observation> history, long seed, int number) {
        List<Dimension> numeric = space.dimensions().stream()
                .filter(dimension -> dimension.when().isEmpty() && !(dimension.domain() instanceof Domain.Choice))
                .filter(dimension -> Axis.values(dimension.domain()) > 1)
                .toList();
        if (numeric.isEmpty()) {
            return apart.next(space, history, seed, number);
        }
        double[] drawn = replay(numeric, history, seed).draw(Randomness.of(seed, number), least(numeric));
        Space rest = rest(space, numeric);
        Map<String, Object> chosen =
                new HashMap<>(rest.dimensions().isEmpty() ? Map.of() : apart.next(rest, history, seed, number));
        for (int i = 0; i < drawn.length; i++) {
            chosen.put(numeric.get(i).name(), Axis.at(numeric.get(i).domain(), drawn[i]));
        }
        SplittableRandom random = Randomness.of(seed, number);
        return space.point(dimension -> {
            double unit = random.nextDouble();
            Object value = chosen.get(dimension.name());
            return value == null ? Axis.at(dimension.domain(), unit) : value;
        });
    }

    /** The other dimensions, as if what they depend on outside of them were met. */
    private static Space rest(Space space, List<Dimension> numeric) {
        List<Dimension> others = space.dimensions().stream()
                .filter(dimension -> !numeric.contains(dimension))
                .toList();
        Set<String> names = others.stream().map(Dimension::name).collect(Collectors.toSet());
        return new Space(others.stream()
                .map(dimension -> {
                    Map<String, List<Object>> when = new HashMap<>(dimension.when());
                    when.keySet().retainAll(names);
                    return new Dimension(dimension.name(), dimension.domain(), when);
                })
                .toList());
    }

    private static Cmaes replay(List<Dimension> numeric, List<Observation> history, long seed) {
        int population = CmaesConstants.population(numeric.size());
        List<Observation> trials = history.stream()
                .sorted(Comparator.comparingInt(Observation::number))
                .toList();
        List<Observation> before =
                trials.stream().filter(trial -> trial.number() < 0).toList();
        List<Observation> after =
                trials.stream().filter(trial -> trial.number() >= 0).toList();
        Cmaes cmaes = start(numeric, before, population);
        int from = 0;
        for (int restarts = 0; from + population <= after.size(); ) {
            List<Observation> generation = after.subList(from, from + population);
            if (running(generation) > population / 4) {
                break;
            }
            from += population;
            cmaes.learn(ranked(numeric, generation));
            if (cmaes.converged(NARROW)) {
                restarts++;
                population = Math.min(2 * population, 1000);
                cmaes = new Cmaes(QuasiRandomSampler.units(numeric.size(), seed, restarts), SIGMA, population);
            }
        }
        return cmaes;
    }

    /** Around the best of what was known before, or the middle. */
    private static Cmaes start(List<Dimension> numeric, List<Observation> known, int population) {
        double[] mean = new double[numeric.size()];
        Arrays.fill(mean, 0.5);
        Ranking ranking = Ranking.of(known);
        boolean warm = ranking.scored() > 0;
        if (warm) {
            double[] best = units(numeric, ranking.finished().getFirst());
            for (int i = 0; i < mean.length; i++) {
                mean[i] = Double.isNaN(best[i]) ? mean[i] : best[i];
            }
        }
        return new Cmaes(mean, warm ? WARM_SIGMA : SIGMA, population);
    }

    private static long running(List<Observation> trials) {
        return trials.stream()
                .filter(trial -> trial.outcome() == Outcome.RUNNING)
                .count();
    }

    /** Those that still run come last, as points that say nothing. */
    private static List<double[]> ranked(List<Dimension> numeric, List<Observation> generation) {
        Ranking ranking = Ranking.of(generation);
        List<double[]> points = new ArrayList<>();
        ranking.finished().forEach(trial -> points.add(units(numeric, trial)));
        ranking.running().forEach(_ -> points.add(nowhere(numeric.size())));
        return points;
    }

    private static double[] units(List<Dimension> numeric, Observation trial) {
        return numeric.stream()
                .mapToDouble(
                        dimension -> Axis.unit(dimension.domain(), trial.point().get(dimension.name())))
                .toArray();
    }

    private static double[] nowhere(int dimensions) {
        double[] point = new double[dimensions];
        Arrays.fill(point, Double.NaN);
        return point;
    }

    private static double[] least(List<Dimension> numeric) {
        return numeric.stream()
                .mapToDouble(dimension ->
                        LEAST_DEVIATION * Axis.cell(dimension.domain(), 0.5).width())
                .toArray();
    }
}
