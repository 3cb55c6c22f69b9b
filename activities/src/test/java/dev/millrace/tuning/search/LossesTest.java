package dev.millrace.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossesTest {
    @Test
    void keepsTheOrderOfHugeLossesAndDrawsInTheLargest() {
        double[] values = Losses.standardised(List.of(
                Spaces.completed(0, Map.of(), -1e308),
                Spaces.completed(1, Map.of(), 0),
                Spaces.completed(2, Map.of(), 1e-10),
                Spaces.completed(3, Map.of(), 1e308)));
        assertThat(values).isSorted().doesNotContain(Double.NaN);
        double[] tiny = Losses.standardised(List.of(
                Spaces.completed(0, Map.of(), 0),
                Spaces.completed(1, Map.of(), 1e-10),
                Spaces.completed(2, Map.of(), 1e300)));
        assertThat(tiny).isSorted().doesNotContain(Double.NaN);
        assertThat(tiny[2] - tiny[1]).isLessThan(10);
    }

    @Test
    void givesTrialsWithoutALossTheWorstAndPrunedOnesAtLeastTheMedian() {
        double[] values = Losses.standardised(List.of(
                Spaces.completed(0, Map.of(), 1),
                Spaces.completed(1, Map.of(), 2),
                Spaces.completed(2, Map.of(), 3),
                new Observation(3, Map.of(), Observation.Outcome.FAILED, null, 0),
                new Observation(4, Map.of(), Observation.Outcome.PRUNED, 0.5, 2)));
        assertThat(values[3]).isEqualTo(values[2]);
        assertThat(values[4]).isEqualTo(values[1]);
    }

    @Test
    void isFlatWhereAllLossesAreTheSame() {
        assertThat(Losses.standardised(List.of(Spaces.completed(0, Map.of(), 7), Spaces.completed(1, Map.of(), 7))))
                .containsOnly(0);
    }
}
