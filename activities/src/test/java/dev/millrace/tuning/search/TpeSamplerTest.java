package dev.millrace.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tuning.search.Observation.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TpeSamplerTest {
    private final TpeSampler sampler = new TpeSampler();

    @Test
    void comesCloserThanRandomTrials() {
        double found = best(sampler, Spaces.PLANE, 60, TpeSamplerTest::bowl);
        double random = best(new RandomSampler(), Spaces.PLANE, 60, TpeSamplerTest::bowl);
        assertThat(found).isLessThan(0.1).isLessThan(random / 3);
    }

    @Test
    void turnsToTheAlgorithmThatIsBest() {
        List<Observation> history = search(sampler, Spaces.ALGORITHMS, 80, point -> {
            double cost = point.get("machine.cost") instanceof Double given ? Math.log10(given) : 0;
            return "machine".equals(point.get("algorithm")) ? 1 + cost * cost / 10 : 2;
        });
        List<Observation> late = history.subList(40, 80);
        assertThat(late.stream().filter(trial -> "machine".equals(trial.point().get("algorithm"))))
                .hasSizeGreaterThan(30);
        assertThat(late.stream().mapToDouble(TpeSamplerTest::loss).min().orElseThrow())
                .isLessThan(1.01);
    }

    @Test
    void keepsParallelTrialsApart() {
        List<Observation> history = new ArrayList<>(search(sampler, Spaces.DISCRETE, 30, _ -> 1));
        Set<Map<String, Object>> points = new HashSet<>();
        for (int number = 30; number < 38; number++) {
            Map<String, Object> point = sampler.next(Spaces.DISCRETE, history, 1, number);
            points.add(point);
            history.add(Spaces.running(number, point));
        }
        assertThat(points).hasSize(8);
    }

    @Test
    void leavesWhereTrialsFail() {
        List<Observation> history = new ArrayList<>();
        int failed = 0;
        for (int number = 0; number < 60; number++) {
            Map<String, Object> point = sampler.next(Spaces.PLANE, history, 3, number);
            boolean fails = at(point, "x") < 2.5;
            failed += number >= 20 && fails ? 1 : 0;
            history.add(
                    fails
                            ? new Observation(number, point, Outcome.FAILED, null, 0)
                            : Spaces.completed(number, point, at(point, "y")));
        }
        assertThat(failed).isLessThan(14);
    }

    @Test
    void learnsFromWhatAWarmStartKnew() {
        List<Observation> known = search(new QuasiRandomSampler(), Spaces.PLANE, 40, TpeSamplerTest::bowl).stream()
                .map(trial -> new Observation(
                        trial.number() - 40, trial.point(), trial.outcome(), trial.loss(), trial.steps()))
                .toList();
        long close = IntStream.range(0, 20)
                .filter(number -> bowl(sampler.next(Spaces.PLANE, known, 1, number)) < 10)
                .count();
        assertThat(close).isGreaterThan(10);
    }

    static double best(Sampler sampler, Space space, int trials, ToDoubleFunction<Map<String, Object>> objective) {
        return search(sampler, space, trials, objective).stream()
                .mapToDouble(TpeSamplerTest::loss)
                .min()
                .orElseThrow();
    }

    static List<Observation> search(
            Sampler sampler, Space space, int trials, ToDoubleFunction<Map<String, Object>> objective) {
        List<Observation> history = new ArrayList<>();
        for (int number = 0; number < trials; number++) {
            Map<String, Object> point = sampler.next(space, history, 1, number);
            history.add(Spaces.completed(number, point, objective.applyAsDouble(point)));
        }
        return history;
    }

    static double bowl(Map<String, Object> point) {
        double x = at(point, "x") - 3;
        double y = at(point, "y") - 4;
        return x * x + y * y;
    }

    static double at(Map<String, Object> point, String name) {
        return point.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static double loss(Observation trial) {
        Double loss = trial.loss();
        return loss == null ? Double.POSITIVE_INFINITY : loss;
    }
}
