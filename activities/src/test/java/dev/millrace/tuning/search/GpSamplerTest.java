package dev.millrace.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GpSamplerTest {
    private final GpSampler sampler = new GpSampler();

    @Test
    void findsTheBottomInFewTrials() {
        assertThat(TpeSamplerTest.best(sampler, Spaces.PLANE, 20, TpeSamplerTest::bowl))
                .isLessThan(0.01);
    }

    @Test
    void findsTheBestChoiceAndNumber() {
        double found = TpeSamplerTest.best(sampler, Spaces.MIXED, 30, point -> {
            double depth = TpeSamplerTest.at(point, "depth") - 10;
            double rate = Math.log10(TpeSamplerTest.at(point, "rate")) + 2;
            return depth * depth / 9 + rate * rate + ("b".equals(point.get("rule")) ? 0 : 1);
        });
        assertThat(found).isLessThan(0.01);
    }

    @Test
    void keepsParallelTrialsApart() {
        List<Observation> history =
                new ArrayList<>(TpeSamplerTest.search(sampler, Spaces.PLANE, 12, TpeSamplerTest::bowl));
        Map<String, Object> first = sampler.next(Spaces.PLANE, history, 1, 12);
        history.add(Spaces.running(12, first));
        Map<String, Object> second = sampler.next(Spaces.PLANE, history, 1, 12);
        double apart = Math.hypot(
                TpeSamplerTest.at(first, "x") - TpeSamplerTest.at(second, "x"),
                TpeSamplerTest.at(first, "y") - TpeSamplerTest.at(second, "y"));
        assertThat(apart).isGreaterThan(0.05);
    }

    @Test
    void learnsFromAFewHundredTrialsOfMany() {
        List<Observation> history =
                TpeSamplerTest.search(new QuasiRandomSampler(), Spaces.PLANE, 2000, TpeSamplerTest::bowl);
        assertThat(TpeSamplerTest.bowl(sampler.next(Spaces.PLANE, history, 1, 2000)))
                .isLessThan(1);
    }
}
