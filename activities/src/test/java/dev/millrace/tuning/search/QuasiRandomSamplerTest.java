package dev.millrace.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuasiRandomSamplerTest {
    @Test
    void hasOneOfSixtyFourTrialsInEachSixtyFourthOfEveryDimension() {
        boolean[][] seen = new boolean[5][64];
        for (int number = 0; number < 64; number++) {
            double[] units = QuasiRandomSampler.units(5, 3, number);
            for (int i = 0; i < 5; i++) {
                seen[i][(int) (units[i] * 64)] = true;
            }
        }
        for (boolean[] dimension : seen) {
            assertThat(dimension).doesNotContain(false);
        }
    }

    @Test
    void goesToATrialWithoutThoseBeforeIt() {
        QuasiRandomSampler sampler = new QuasiRandomSampler();
        Map<String, Object> first = sampler.next(Spaces.PLANE, List.of(), 1, 1_000_000);
        assertThat(sampler.next(Spaces.PLANE, List.of(), 1, 1_000_000)).isEqualTo(first);
        assertThat(sampler.next(Spaces.PLANE, List.of(), 1, 1_000_001)).isNotEqualTo(first);
    }

    @Test
    void hasRandomValuesInDimensionsBeyondTheSequence() {
        double[] units = QuasiRandomSampler.units(300, 1, 9);
        assertThat(units).hasSize(300);
        assertThat(Arrays.stream(units).distinct().count()).isEqualTo(300);
        assertThat(units).isNotEqualTo(QuasiRandomSampler.units(300, 2, 9));
    }
}
