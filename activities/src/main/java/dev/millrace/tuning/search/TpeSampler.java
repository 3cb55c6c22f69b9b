package dev.millrace.tuning.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011) over all dimensions at once (Falkner et al. 2018): of some points
 * drawn near good trials, the one most likely under the density of the good and least under that of the others. Running trials
 * count among the others, so that parallel ones keep apart. Dimensions that are there in some trials only are even in the rest,
 * so that algorithms with parameters of their own share one study.
 */
final class TpeSampler implements Sampler {
    private static final int STARTUP = 10;
    private static final int CANDIDATES = 96;
    private static final int MOST_GOOD = 25;
    private static final int MOST_OTHERS = 200;
    private static final double GOOD_SHARE = 0.15;

    private final Sampler startup = new QuasiRandomSampler();

    private record Candidate(Map<String, Object> point, double score) {}

    @Override
    public Map<String, Object> next(Space space, List<Observation> history, long seed, int number) {
        Ranking ranking = Ranking.of(history);
        if (ranking.scored() < STARTUP) {
            return startup.next(space, history, seed, number);
        }
        int good = Math.min(MOST_GOOD, (int) Math.ceil(GOOD_SHARE * ranking.scored()));
        Parzen best = new Parzen(space, ranking.finished().subList(0, good));
        Parzen others = new Parzen(space, others(ranking, good));
        SplittableRandom random = Randomness.of(seed, number);
        Map<String, Integer> places = new HashMap<>();
        space.dimensions().forEach(dimension -> places.put(dimension.name(), places.size()));
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            candidates.add(candidate(space, places, best, others, random));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return candidates.stream()
                .map(Candidate::point)
                .filter(point -> history.stream().noneMatch(trial -> Space.same(trial.point(), point)))
                .findFirst()
                .orElse(candidates.getFirst().point());
    }

    private static Candidate candidate(
            Space space, Map<String, Integer> places, Parzen best, Parzen others, SplittableRandom random) {
        double[] units = best.sample(random);
        Map<String, Object> point =
                space.point(dimension -> Axis.at(dimension.domain(), units[places.getOrDefault(dimension.name(), 0)]));
        for (int i = 0; i < units.length; i++) {
            if (!point.containsKey(space.dimensions().get(i).name())) {
                units[i] = Double.NaN;
            }
        }
        return new Candidate(point, best.logDensity(units) - others.logDensity(units));
    }

    /** All but the good ones, or so many of them evenly over the ranks. */
    private static List<Observation> others(Ranking ranking, int good) {
        List<Observation> rest =
                ranking.finished().subList(good, ranking.finished().size());
        List<Observation> others = new ArrayList<>(ranking.running());
        int taken = Math.min(MOST_OTHERS, rest.size());
        for (int i = 0; i < taken; i++) {
            others.add(rest.get((int) ((long) i * rest.size() / taken)));
        }
        return others;
    }
}
