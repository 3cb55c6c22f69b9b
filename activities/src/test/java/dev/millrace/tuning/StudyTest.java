package dev.millrace.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudyTest {
    private final Study fresh = new Study(
            new SearchSpace(Map.of("ridge", Map.of())),
            new Study.Limits(10, 2, 5, null),
            3,
            2,
            1,
            2,
            0,
            0,
            0,
            null,
            null,
            0,
            7,
            1,
            null,
            Duration.ZERO,
            false);

    @Test
    void keepsTheBestTrialWhenLaterOnesAreWorse() {
        Study study =
                fresh.counting(1, completed(0.9), Direction.MAXIMIZE).counting(2, completed(0.8), Direction.MAXIMIZE);

        assertThat(study.bestNumber()).isEqualTo(1);
        assertThat(study.bestValue()).isEqualTo(0.9);
        assertThat(study.sinceBest()).isEqualTo(1);
        assertThat(study.completed()).isEqualTo(2);
        assertThat(study.revision()).isEqualTo(9);
    }

    @Test
    void takesTheFirstOfEquallyGoodTrialsWhicheverEndsFirst() {
        Study study = fresh.counting(2, completed(0.5), Direction.MINIMIZE)
                .counting(1, completed(0.5), Direction.MINIMIZE)
                .counting(3, completed(0.5), Direction.MINIMIZE);

        assertThat(study.bestNumber()).isEqualTo(1);
        assertThat(study.sinceBest()).isEqualTo(2);
    }

    @Test
    void countsAPrunedTrialTowardsPatienceButNotAFailedOrCancelledOne() {
        Study study = fresh.counting(0, completed(1), Direction.MINIMIZE)
                .counting(1, new Ended.Pruned(3, 0.1, Duration.ZERO), Direction.MINIMIZE)
                .counting(2, new Ended.Failed("no", Duration.ZERO), Direction.MINIMIZE)
                .counting(3, new Ended.Cancelled(Duration.ZERO), Direction.MINIMIZE);

        assertThat(study.sinceBest()).isEqualTo(1);
        assertThat(study.bestNumber()).isZero();
        assertThat(study.ended()).isEqualTo(3);
    }

    @Test
    void givesANumberToAFreshTrialButNotToOneThatWaited() {
        assertThat(fresh.beginning(true))
                .extracting(Study::begun, Study::sampled, Study::waiting, Study::running)
                .containsExactly(3, 2, 0, 3);
        assertThat(fresh.beginning(false))
                .extracting(Study::begun, Study::sampled, Study::waiting, Study::running)
                .containsExactly(4, 3, 1, 3);
    }

    private static Ended completed(double value) {
        return new Ended.Completed(value, Map.of(), Duration.ZERO);
    }
}
