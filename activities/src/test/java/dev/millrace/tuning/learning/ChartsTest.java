package dev.millrace.tuning.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tuning.Direction;
import dev.millrace.tuning.Domain;
import dev.millrace.tuning.search.Dimension;
import dev.millrace.tuning.search.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private static final Space SPACE = new Space(List.of(
            new Dimension("algorithm", new Domain.Choice(List.of("a", "b"), Map.of()), Map.of()),
            new Dimension("a.x", new Domain.Real(0.1, 10.0, null, true, Map.of()), Map.of("algorithm", List.of("a"))),
            new Dimension("b.n", new Domain.Whole(1, 9, 1, false, Map.of()), Map.of("algorithm", List.of("b"))),
            new Dimension("new", new Domain.Whole(1, 9, 1, false, Map.of()), Map.of())));
    private static final List<Tried> TRIALS = List.of(
            new Tried(3, Map.of("algorithm", "b", "b.n", 4), 0.7),
            new Tried(0, Map.of("algorithm", "a", "a.x", 0.5), 0.8),
            new Tried(1, Map.of("algorithm", "a", "a.x", 2.5), 0.6));

    @Test
    void tellsTheHistoryByNumberWithTheBestSoFar() {
        assertThat(StudyHistory.of(TRIALS, Direction.MINIMIZE).points())
                .containsExactly(
                        new StudyHistory.HistoryPoint(0, 0.8, 0.8),
                        new StudyHistory.HistoryPoint(1, 0.6, 0.6),
                        new StudyHistory.HistoryPoint(3, 0.7, 0.6));
        assertThat(StudyHistory.of(TRIALS, Direction.MAXIMIZE).points())
                .extracting(StudyHistory.HistoryPoint::best)
                .containsExactly(0.8, 0.8, 0.8);
    }

    @Test
    void showsNothingOfNoTrials() {
        assertThat(StudyHistory.of(List.of(), Direction.MINIMIZE)).isEqualTo(new StudyHistory(0, List.of()));
        assertThat(StudySlice.of(SPACE, List.of(), Direction.MINIMIZE)).isEmpty();
        assertThat(ParallelCoordinates.of(SPACE, List.of(), Direction.MINIMIZE))
                .isEqualTo(new ParallelCoordinates(List.of(), List.of()));
        assertThat(ValueDistribution.of(List.of())).isEqualTo(new ValueDistribution(0, List.of()));
    }

    @Test
    void slicesByParametersThatWereTried() {
        assertThat(StudySlice.of(SPACE, TRIALS, Direction.MINIMIZE))
                .extracting(slice -> slice.axis().parameter())
                .containsExactly("algorithm", "a.x", "b.n");
        assertThat(StudySlice.of(SPACE, TRIALS, Direction.MINIMIZE).get(1))
                .isEqualTo(new StudySlice(
                        new ParameterAxis("a.x", "float", true, 0.1, 10.0, null),
                        List.of(new StudySlice.SlicePoint(0, 0.5, 0.8), new StudySlice.SlicePoint(1, 2.5, 0.6))));
    }

    @Test
    void leavesAGapInALineWhereATrialHadNoSuchParameter() {
        ParallelCoordinates chart = ParallelCoordinates.of(SPACE, TRIALS, Direction.MINIMIZE);
        assertThat(chart.axes()).extracting(ParameterAxis::type).containsExactly("categorical", "float", "int");
        assertThat(chart.lines().getFirst().coordinates()).isEqualTo(Arrays.asList("a", 0.5, null));
        assertThat(chart.lines().getLast().coordinates()).isEqualTo(Arrays.asList("b", null, 4));
    }

    @Test
    void countsTheShareOfTrialsUpToAValue() {
        List<Tried> trials = new ArrayList<>(TRIALS);
        trials.add(new Tried(4, Map.of(), 0.6));
        assertThat(ValueDistribution.of(trials).points())
                .containsExactly(
                        new ValueDistribution.DistributionPoint(0.6, 0.5),
                        new ValueDistribution.DistributionPoint(0.7, 0.75),
                        new ValueDistribution.DistributionPoint(0.8, 1));
    }

    @Test
    void thinsManyTrialsOutAndKeepsTheBest() {
        List<Tried> many = new ArrayList<>();
        for (int number = 0; number < 10_000; number++) {
            many.add(new Tried(number, Map.of("algorithm", "a", "a.x", 1.0), (number * 7919L) % 10_000));
        }
        StudyHistory history = StudyHistory.of(many, Direction.MAXIMIZE);
        assertThat(history.completed()).isEqualTo(10_000);
        assertThat(history.points()).hasSize(1000);
        assertThat(history.points())
                .extracting(StudyHistory.HistoryPoint::value)
                .contains(9999.0, 9998.0, 9500.0);
        assertThat(history.points())
                .extracting(StudyHistory.HistoryPoint::number)
                .contains(0)
                .isSorted();
        assertThat(history.points().getLast().best()).isEqualTo(9999);
        assertThat(StudySlice.of(SPACE, many, Direction.MAXIMIZE).getFirst().points())
                .hasSize(1000);
        assertThat(ParallelCoordinates.of(SPACE, many, Direction.MAXIMIZE).lines())
                .hasSize(1000);
        assertThat(ValueDistribution.of(many).points())
                .hasSize(1000)
                .contains(
                        new ValueDistribution.DistributionPoint(0, 0.0001),
                        new ValueDistribution.DistributionPoint(9999, 1));
    }
}
