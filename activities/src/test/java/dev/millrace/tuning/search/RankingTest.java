package dev.millrace.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tuning.search.Observation.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void ranksPrunedTrialsBehindCompletedOnesByHowFarTheyGot() {
        Ranking ranking = Ranking.of(List.of(
                trial(0, Outcome.PRUNED, 0.1, 2),
                trial(1, Outcome.FAILED, null, 0),
                trial(2, Outcome.COMPLETED, 0.9, 0),
                trial(3, Outcome.PRUNED, 0.5, 5),
                trial(4, Outcome.RUNNING, null, 0),
                trial(5, Outcome.COMPLETED, 0.8, 0),
                trial(6, Outcome.PRUNED, 0.4, 5),
                trial(7, Outcome.COMPLETED, Double.NaN, 0),
                trial(8, Outcome.PRUNED, null, 0)));
        assertThat(ranking.finished().stream().map(Observation::number)).containsExactly(5, 2, 6, 3, 0, 1, 7, 8);
        assertThat(ranking.scored()).isEqualTo(5);
        assertThat(ranking.running().stream().map(Observation::number)).containsExactly(4);
    }

    private static Observation trial(int number, Outcome outcome, @Nullable Double loss, int steps) {
        return new Observation(number, Map.of(), outcome, loss, steps);
    }
}
