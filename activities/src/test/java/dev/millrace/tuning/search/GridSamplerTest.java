package dev.millrace.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridSamplerTest {
    private final GridSampler sampler = new GridSampler();

    @Test
    void triesEachPointOnceThoughDimensionsAreConditional() {
        // 3 × 4 points without d, and 3 × 4 × 2 choices of b × 3 of d.
        assertThat(sampler.most(Spaces.DISCRETE)).isEqualTo(3 * 4 + 3 * 4 * 2 * 3);
        List<Observation> history = new ArrayList<>();
        for (int number = 0; number < 84; number++) {
            Map<String, Object> point = sampler.next(Spaces.DISCRETE, history, 5, number);
            assertThat(Spaces.DISCRETE.holds(point)).isTrue();
            history.add(Spaces.running(number, point));
        }
        assertThat(new HashSet<>(history.stream().map(Observation::point).toList()))
                .hasSize(84);
    }

    @Test
    void comesBackToPointsThatAChangedSpaceHasNotSeen() {
        Space before = Spaces.of(Spaces.whole("a", 1, 3, 1));
        Space after = Spaces.of(Spaces.whole("a", 3, 5, 1));
        List<Observation> history = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            history.add(Spaces.completed(number, sampler.next(before, history, 1, number), 1));
        }
        for (int number = 3; number < 5; number++) {
            history.add(Spaces.completed(number, sampler.next(after, history, 1, number), 1));
        }
        assertThat(history.stream().map(trial -> trial.point().get("a")).toList())
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void takesNumbersForTheSameHoweverTheyAreWritten() {
        Space space = Spaces.of(Spaces.whole("a", 1, 2, 1), Spaces.stepped("b", 0, 0, 1));
        List<Observation> history = List.of(Spaces.completed(0, Map.of("a", 1.0, "b", 0), 1));
        assertThat(sampler.next(space, history, 1, 1)).isEqualTo(Map.of("a", 2, "b", 0.0));
    }

    @Test
    void triesAllAgainOnceItIsThrough() {
        Space space = Spaces.of(Spaces.choice("a", "x"));
        List<Observation> history = List.of(Spaces.completed(0, Map.of("a", "x"), 1));
        assertThat(sampler.next(space, history, 1, 1)).isEqualTo(Map.of("a", "x"));
    }

    @Test
    void refusesTooLargeAGridAndSaysHowLargeItIs() {
        Space billion =
                Spaces.of(Spaces.whole("a", 1, 1000, 1), Spaces.whole("b", 1, 1000, 1), Spaces.whole("c", 1, 1000, 1));
        assertThatThrownBy(() -> sampler.most(billion))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("the grid has 1000000000 points")
                .hasMessageContaining("100000");
        Dimension[] many = new Dimension[80];
        for (int i = 0; i < many.length; i++) {
            many[i] = Spaces.whole("a" + i, 0, Integer.MAX_VALUE, 1);
        }
        assertThatThrownBy(() -> sampler.most(Spaces.of(many))).hasMessageContaining("at least " + Long.MAX_VALUE);
    }

    @Test
    void givesUpCountingWhereBranchesAreTooMany() {
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            dimensions.add(Spaces.choice("p" + i, true, false));
        }
        for (int i = 0; i < 40; i++) {
            dimensions.add(Spaces.when(Spaces.whole("c" + i, 1, 2, 1), "p" + i, true));
        }
        assertThatThrownBy(() -> sampler.most(new Space(dimensions))).hasMessageContaining("at least");
    }

    @Test
    void refusesFloatsWithoutAStep() {
        assertThatThrownBy(() -> sampler.next(Spaces.PLANE, List.of(), 1, 0))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("needs a step for each float, which x, y lack");
    }
}
