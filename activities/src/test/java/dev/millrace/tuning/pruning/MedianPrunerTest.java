package dev.millrace.tuning.pruning;

import static dev.millrace.tuning.pruning.CurvesOf.completed;
import static dev.millrace.tuning.pruning.CurvesOf.level;
import static dev.millrace.tuning.pruning.CurvesOf.losses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tuning.PrunerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MedianPrunerTest {
    private final Pruner pruner = Pruners.of(PrunerKind.MEDIAN, 1);

    @Test
    void waitsForFiveCompletedTrials() {
        List<Curves.Curve> others = levels(4, 3);
        others.add(new Curves.Curve(9, false, level(0, 3)));
        assertThat(pruner.prunes(10, new Curves(losses(100), others))).isFalse();
        assertThat(pruner.prunes(10, new Curves(losses(100), levels(5, 3)))).isTrue();
    }

    @Test
    void prunesWhatIsWorseThanTheMedian() {
        assertThat(pruner.prunes(10, new Curves(losses(2.1), levels(5, 3)))).isTrue();
        assertThat(pruner.prunes(10, new Curves(losses(2), levels(5, 3)))).isFalse();
        assertThat(pruner.prunes(10, new Curves(losses(2.6), levels(6, 3)))).isTrue();
        assertThat(pruner.prunes(10, new Curves(losses(2.4), levels(6, 3)))).isFalse();
    }

    @Test
    void comparesWhatEachHadAtItsBestByThen() {
        List<Curves.Curve> improving = new ArrayList<>();
        for (int trial = 0; trial < 5; trial++) {
            improving.add(completed(trial, 5, 6, 1));
        }
        assertThat(pruner.prunes(10, new Curves(losses(5.5, 5.5), improving))).isTrue();
        assertThat(pruner.prunes(10, new Curves(losses(5, 5.5), improving))).isFalse();
    }

    @Test
    void endsNoTrialWhereOthersAreCompleted() {
        assertThat(pruner.prunes(10, new Curves(level(100, 3), levels(5, 3)))).isFalse();
    }

    @Test
    void prunesWhatIsNotANumber() {
        assertThat(pruner.prunes(0, new Curves(losses(1, Double.NaN), List.of())))
                .isTrue();
    }

    @Test
    void looksAtEachStepOfAFewAndMoreSeldomLater() {
        assertThat(IntStream.rangeClosed(1, 15)).allMatch(step -> pruner.decidesAt(step - 1, step));
        assertThat(IntStream.rangeClosed(1, 1000).filter(step -> pruner.decidesAt(step - 1, step)))
                .hasSizeLessThan(75)
                .contains(16, 18, 512, 576);
        assertThat(pruner.decidesAt(500, 600)).isTrue();
    }

    /** Completed trials with losses 0, 1, 2, … at each step. */
    private static List<Curves.Curve> levels(int trials, int steps) {
        List<Curves.Curve> levels = new ArrayList<>();
        for (int trial = 0; trial < trials; trial++) {
            levels.add(new Curves.Curve(trial, true, level(trial, steps)));
        }
        return levels;
    }
}
