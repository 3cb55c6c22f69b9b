package dev.millrace.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tuning.search.Observation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CmaesSamplerTest {
    private final CmaesSampler sampler = new CmaesSampler();

    @Test
    void followsANarrowValley() {
        assertThat(TpeSamplerTest.best(sampler, Spaces.PLANE, 400, CmaesSamplerTest::valley))
                .isLessThan(1e-4);
    }

    @Test
    void findsAWholeNumberAndAChoiceBesideIt() {
        double found = TpeSamplerTest.best(sampler, Spaces.MIXED, 120, point -> {
            double depth = TpeSamplerTest.at(point, "depth") - 10;
            double rate = Math.log10(TpeSamplerTest.at(point, "rate")) + 2;
            return depth * depth / 9 + rate * rate + ("b".equals(point.get("rule")) ? 0 : 1);
        });
        assertThat(found).isLessThan(0.1);
    }

    @Test
    void drawsAGenerationFromOneDistributionThoughNoneOfItHasFinished() {
        List<Observation> history = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            history.add(Spaces.running(number, sampler.next(Spaces.PLANE, history, 1, number)));
        }
        assertThat(sampler.next(Spaces.PLANE, history, 1, 40)).isEqualTo(sampler.next(Spaces.PLANE, List.of(), 1, 40));
    }

    @Test
    void learnsOnceThreeQuartersOfAGenerationAreThere() {
        List<Observation> history =
                new ArrayList<>(TpeSamplerTest.search(sampler, Spaces.PLANE, 6, TpeSamplerTest::bowl));
        Map<String, Object> before = sampler.next(Spaces.PLANE, List.of(), 1, 6);
        assertThat(sampler.next(Spaces.PLANE, history, 1, 6)).isNotEqualTo(before);
        history.set(2, Spaces.running(2, history.get(2).point()));
        assertThat(sampler.next(Spaces.PLANE, history, 1, 6)).isNotEqualTo(before);
        history.set(3, Spaces.running(3, history.get(3).point()));
        assertThat(sampler.next(Spaces.PLANE, history, 1, 6)).isEqualTo(before);
    }

    @Test
    void startsAtTheBestOfWhatWasKnown() {
        List<Observation> known = List.of(
                Spaces.completed(-2, Map.of("x", -4.0, "y", 14.0), 0.1),
                Spaces.completed(-1, Map.of("x", 9.0, "y", 1.0), 3));
        double x = IntStream.range(0, 50)
                .mapToDouble(number -> TpeSamplerTest.at(sampler.next(Spaces.PLANE, known, 1, number), "x"))
                .average()
                .orElseThrow();
        assertThat(x).isLessThan(-2);
    }

    @Test
    void comesThroughFailuresOnly() {
        List<Observation> history = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            Map<String, Object> point = sampler.next(Spaces.PLANE, history, 1, number);
            assertThat(Spaces.PLANE.holds(point)).isTrue();
            history.add(new Observation(number, point, Outcome.FAILED, null, 0));
        }
    }

    private static double valley(Map<String, Object> point) {
        double x = TpeSamplerTest.at(point, "x");
        double y = TpeSamplerTest.at(point, "y");
        return 100 * Math.pow(y - x, 2) + Math.pow(x - 4, 2);
    }
}
