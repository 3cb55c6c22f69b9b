package dev.millrace.tuning.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Bayesian optimisation with a Gaussian process: the point with the largest expected improvement on the best loss so far
 * (Jones et al. 1998). Running trials are taken to give what is expected of them. It learns from a few hundred trials at most,
 * the best ones and others evenly; parameters that are not there lie in the middle of their range.
 */
final class GpSampler implements Sampler {
    private static final int STARTUP = 10;
    private static final int MOST_BEST = 100;
    private static final int MOST_OTHERS = 100;
    private static final int SPREAD = 400;
    private static final int STARTS = 5;
    private static final int STEPS = 60;
    private static final double FIRST_STEP = 0.1;
    private static final double SHRINK = 0.92;

    private final Sampler startup = new QuasiRandomSampler();

    private record Candidate(double[] units, Map<String, Object> point, double score) {}

    @Override
    public Map<String, Object> next(Space space, List<Observation> history, long seed, int number) {
        Ranking ranking = Ranking.of(history);
        SplittableRandom random = Randomness.of(seed, number);
        if (ranking.scored() < STARTUP || space.dimensions().isEmpty()) {
            return startup.next(space, history, seed, number);
        }
        List<Observation> known = known(ranking);
        Coordinates coordinates = new Coordinates(space);
        double[][] points =
                known.stream().map(Observation::point).map(coordinates::of).toArray(double[][]::new);
        double[] values = Losses.standardised(known);
        return GaussianProcess.fit(coordinates.categorical(), points, values, random)
                .flatMap(process -> process.believing(running(ranking, coordinates), values))
                .map(process -> best(coordinates, process, points, min(values), history, random))
                .orElseGet(() -> startup.next(space, history, seed, number));
    }

    private static Map<String, Object> best(
            Coordinates coordinates,
            GaussianProcess process,
            double[][] points,
            double least,
            List<Observation> history,
            SplittableRandom random) {
        long shift = random.nextLong();
        int dimensions = coordinates.size();
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < SPREAD; i++) {
            candidates.add(candidate(coordinates, process, least, QuasiRandomSampler.units(dimensions, shift, i)));
        }
        for (int i = 0; i < Math.min(STARTS, points.length); i++) {
            candidates.add(candidate(coordinates, process, least, points[i]));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        List<Candidate> climbed = new ArrayList<>();
        for (Candidate start : candidates.subList(0, STARTS)) {
            climbed.add(climb(coordinates, process, least, start, random));
        }
        return Stream.concat(climbed.stream(), candidates.stream())
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .map(Candidate::point)
                .filter(point -> history.stream().noneMatch(trial -> Space.same(trial.point(), point)))
                .findFirst()
                .orElseGet(() -> candidates.getFirst().point());
    }

    private static Candidate climb(
            Coordinates coordinates, GaussianProcess process, double least, Candidate start, SplittableRandom random) {
        Candidate best = start;
        double step = FIRST_STEP;
        for (int i = 0; i < STEPS; i++) {
            double[] units = coordinates.near(best.units(), step, random);
            Candidate next = candidate(coordinates, process, least, units);
            if (next.score() > best.score()) {
                best = next;
            } else {
                step *= SHRINK;
            }
        }
        return best;
    }

    private static Candidate candidate(Coordinates coordinates, GaussianProcess process, double least, double[] units) {
        Map<String, Object> point = coordinates.point(units);
        GaussianProcess.Prediction expected = process.at(coordinates.of(point));
        double score = ExpectedImprovement.logarithm(expected.mean(), expected.deviation(), least);
        return new Candidate(units, point, score);
    }

    private static List<Observation> known(Ranking ranking) {
        List<Observation> finished = ranking.finished();
        int best = Math.min(MOST_BEST, finished.size());
        List<Observation> known = new ArrayList<>(finished.subList(0, best));
        List<Observation> rest = finished.subList(best, finished.size());
        int others = Math.min(MOST_OTHERS, rest.size());
        for (int i = 0; i < others; i++) {
            known.add(rest.get((int) ((long) i * rest.size() / others)));
        }
        return known;
    }

    private static double[][] running(Ranking ranking, Coordinates coordinates) {
        return ranking.running().stream()
                .map(Observation::point)
                .map(coordinates::of)
                .toArray(double[][]::new);
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }
}
