package dev.millrace.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tuning.SamplerKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every sampler. */
class SamplersTest {
    private static final int HISTORIES = 5;

    @ParameterizedTest
    @EnumSource
    void proposesPointsOfTheSpaceWhateverTheHistory(SamplerKind kind) {
        SplittableRandom random = new SplittableRandom(1);
        for (Space space : spaces(kind)) {
            for (int i = 0; i < HISTORIES; i++) {
                List<Observation> history = Spaces.history(space, i * 6, random);
                Map<String, Object> point = Samplers.of(kind).next(space, history, i, i * 6);
                assertThat(space.holds(point)).as("%s in %s", point, space).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void proposesTheSamePointForTheSameHistoryInAnyOrder(SamplerKind kind) {
        SplittableRandom random = new SplittableRandom(2);
        for (Space space : spaces(kind)) {
            for (int i = 0; i < HISTORIES; i++) {
                List<Observation> history = Spaces.history(space, i * 6, random);
                List<Observation> shuffled = new ArrayList<>(history);
                Collections.shuffle(shuffled, new Random(i));
                assertThat(Samplers.of(kind).next(space, history, 7, 50))
                        .isEqualTo(Samplers.of(kind).next(space, history, 7, 50))
                        .isEqualTo(Samplers.of(kind).next(space, shuffled, 7, 50));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void proposesOtherPointsForOtherNumbersAndSeeds(SamplerKind kind) {
        Space space = kind == SamplerKind.GRID ? Spaces.DISCRETE : Spaces.MIXED;
        List<Observation> history = Spaces.history(space, 5, new SplittableRandom(3));
        Set<Map<String, Object>> points = new HashSet<>();
        for (int seed = 0; seed < 4; seed++) {
            points.add(Samplers.of(kind).next(space, history, seed, 5));
            points.add(Samplers.of(kind).next(space, history, seed, 6));
        }
        assertThat(points).hasSizeGreaterThan(kind == SamplerKind.GRID ? 2 : 6);
    }

    @ParameterizedTest
    @EnumSource
    void searchesOnWhereAllLossesAreTheSame(SamplerKind kind) {
        Space space = kind == SamplerKind.GRID ? Spaces.DISCRETE : Spaces.MIXED;
        Set<Map<String, Object>> points = new HashSet<>();
        List<Observation> history = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            Map<String, Object> point = Samplers.of(kind).next(space, history, 1, number);
            points.add(point);
            history.add(Spaces.completed(number, point, 0.5));
        }
        assertThat(points).hasSizeGreaterThan(30);
    }

    private static List<Space> spaces(SamplerKind kind) {
        return kind == SamplerKind.GRID
                ? List.of(Spaces.DISCRETE, Spaces.of(), Spaces.of(Spaces.real("only", 3, 3)))
                : Spaces.all();
    }
}
