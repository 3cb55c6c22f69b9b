package dev.millrace.tuning.pruning;

import static dev.millrace.tuning.pruning.CurvesOf.curves;
import static dev.millrace.tuning.pruning.CurvesOf.level;
import static dev.millrace.tuning.pruning.CurvesOf.losses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tuning.PrunerKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HyperbandTest {
    private static final int STEPS = 81;

    private final Hyperband hyperband = new Hyperband(7);

    @Test
    void hasABracketMoreForEachPowerOfThree() {
        assertThat(List.of(1, 2, 3, 8, 9, 80, 81, 100).stream().map(Hyperband::brackets))
                .containsExactly(1, 1, 2, 2, 3, 4, 5, 5);
        assertThat(Hyperband.brackets(Integer.MAX_VALUE)).isEqualTo(10);
    }

    @Test
    void dealsTrialsOutByTheWeightsOfThePaper() {
        // 5 brackets: 81, 33.75 (34), 15, 8 (7.5) and 5 trials of 143.
        long[] dealt = new long[5];
        IntStream.range(0, 14_300).forEach(trial -> dealt[hyperband.bracket(trial, 5)]++);
        assertThat(dealt[0]).isBetween(7_900L, 8_300L);
        assertThat(dealt[1]).isBetween(3_250L, 3_550L);
        assertThat(dealt[2]).isBetween(1_380L, 1_620L);
        assertThat(dealt[3]).isBetween(700L, 900L);
        assertThat(dealt[4]).isBetween(420L, 580L);
    }

    @Test
    void prunesNothingUntilATrialIsCompleted() {
        assertThat(hyperband.prunes(1, curves(losses(9), new Curves.Curve(0, false, level(1, STEPS)))))
                .isFalse();
    }

    @Test
    void prunesByTheBracketsFirstRung() {
        for (int bracket = 0; bracket < 4; bracket++) {
            int other = inBracket(bracket, 0);
            int trial = inBracket(bracket, other + 1);
            Curves.Curve better = new Curves.Curve(other, true, level(1, STEPS));
            int rung = (int) Math.pow(3, bracket);
            assertThat(hyperband.prunes(trial, curves(level(2, rung), better))).isTrue();
            if (rung > 1) {
                assertThat(hyperband.prunes(trial, curves(level(2, rung / 3), better)))
                        .isFalse();
            }
        }
    }

    @Test
    void comparesWithinABracket() {
        Curves.Curve elsewhere = new Curves.Curve(inBracket(1, 0), true, level(1, STEPS));
        assertThat(hyperband.prunes(inBracket(0, 0), curves(losses(2), elsewhere)))
                .isFalse();
    }

    @Test
    void makesSenseOfAFewFolds() {
        Curves.Curve better = new Curves.Curve(0, true, level(1, 3));
        List<Boolean> pruned = IntStream.range(1, 20)
                .mapToObj(trial -> hyperband.prunes(trial, curves(losses(2), better)))
                .toList();
        assertThat(pruned).contains(true, false);
    }

    @Test
    void prunesWhatIsNotANumber() {
        assertThat(hyperband.prunes(0, curves(losses(Double.NaN)))).isTrue();
    }

    @Test
    void asksForOthersAtPowersOfThreeOnly() {
        Pruner pruner = Pruners.of(PrunerKind.HYPERBAND, 7);
        assertThat(IntStream.rangeClosed(1, 100).filter(step -> pruner.decidesAt(step - 1, step)))
                .containsExactly(1, 3, 9, 27, 81);
    }

    private int inBracket(int bracket, int from) {
        return IntStream.iterate(from, trial -> trial + 1)
                .filter(trial -> hyperband.bracket(trial, 5) == bracket)
                .findFirst()
                .orElseThrow();
    }
}
