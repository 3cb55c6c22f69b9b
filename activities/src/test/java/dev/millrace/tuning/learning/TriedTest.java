package dev.millrace.tuning.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tuning.Direction;
import dev.millrace.tuning.search.Observation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriedTest {
    private static final Map<String, Object> POINT = Map.of("x", 1.0);

    @Test
    void countsCompletedTrialsOfTheStudyThatGaveANumber() {
        List<Observation> history = List.of(
                new Observation(-1, POINT, Observation.Outcome.COMPLETED, 0.1, 0),
                new Observation(0, POINT, Observation.Outcome.COMPLETED, -0.9, 0),
                new Observation(1, POINT, Observation.Outcome.PRUNED, 1.0, 3),
                new Observation(2, POINT, Observation.Outcome.FAILED, null, 0),
                new Observation(3, POINT, Observation.Outcome.RUNNING, null, 0),
                new Observation(4, POINT, Observation.Outcome.COMPLETED, Double.NaN, 0));
        assertThat(Tried.of(history, Direction.MAXIMIZE)).containsExactly(new Tried(0, POINT, 0.9));
        assertThat(Tried.of(history, Direction.MINIMIZE)).containsExactly(new Tried(0, POINT, -0.9));
    }
}
