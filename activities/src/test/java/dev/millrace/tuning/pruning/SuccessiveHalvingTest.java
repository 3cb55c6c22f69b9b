package dev.millrace.tuning.pruning;

import static dev.millrace.tuning.pruning.CurvesOf.completed;
import static dev.millrace.tuning.pruning.CurvesOf.curves;
import static dev.millrace.tuning.pruning.CurvesOf.level;
import static dev.millrace.tuning.pruning.CurvesOf.losses;
import static dev.millrace.tuning.pruning.CurvesOf.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tuning.PrunerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuccessiveHalvingTest {
    private final Pruner pruner = new SuccessiveHalving(new Rungs(4, 0));

    @Test
    void decidesAtPowersOfTheReductionFactorOnly() {
        assertThat(IntStream.rangeClosed(1, 300).filter(step -> pruner.decidesAt(step - 1, step)))
                .containsExactly(1, 4, 16, 64, 256);
    }

    @Test
    void halvesWhereUsersAskForAsha() {
        Pruner asha = Pruners.of(PrunerKind.ASHA, 1);
        assertThat(IntStream.rangeClosed(1, 5).filter(step -> asha.decidesAt(step - 1, step)))
                .containsExactly(1, 2, 4);
    }

    @Test
    void decidesAtTheFirstReportBehindARungThatWasSkipped() {
        assertThat(pruner.decidesAt(10, 20)).isTrue();
        assertThat(pruner.decidesAt(20, 30)).isFalse();
        assertThat(pruner.decidesAt(0, Integer.MAX_VALUE)).isTrue();
    }

    @Test
    void keepsTheFirstTrialWhateverItReports() {
        assertThat(pruner.prunes(0, curves(losses(1e9)))).isFalse();
        assertThat(pruner.prunes(0, curves(losses(Double.POSITIVE_INFINITY)))).isFalse();
    }

    @Test
    void keepsAQuarterOfWhatCameToTheRung() {
        List<Curves.Curve> seven = new ArrayList<>();
        for (int trial = 0; trial < 7; trial++) {
            seven.add(stopped(trial, trial));
        }
        assertThat(pruner.prunes(7, new Curves(losses(0.5), seven))).isFalse();
        assertThat(pruner.prunes(7, new Curves(losses(1.5), seven))).isTrue();
    }

    @Test
    void keepsOnlyTheBestWhileFewCameToTheRung() {
        assertThat(pruner.prunes(1, curves(losses(2), stopped(0, 1)))).isTrue();
        assertThat(pruner.prunes(1, curves(losses(1), stopped(0, 1)))).isFalse();
    }

    @Test
    void comparesOnlyWithThoseThatCameToTheRung() {
        assertThat(pruner.prunes(1, curves(losses(9, 9, 9, 5), stopped(0, 1, 1, 1))))
                .isFalse();
        assertThat(pruner.prunes(1, curves(losses(9, 9, 9, 5), stopped(0, 1, 1, 1, 1))))
                .isTrue();
    }

    @Test
    void sparesATrialBetweenRungs() {
        assertThat(pruner.prunes(1, curves(losses(9, 9), stopped(0, 1, 1)))).isFalse();
    }

    @Test
    void takesTheFirstReportBehindARungForThatOfTheRung() {
        TreeMap<Integer, Double> everyTenth = new TreeMap<>();
        everyTenth.put(10, 3.0);
        everyTenth.put(20, 1.0);
        Curves.Curve other = new Curves.Curve(0, false, everyTenth);
        TreeMap<Integer, Double> own = new TreeMap<>(level(9, 15));
        own.put(16, 2.0);
        assertThat(pruner.prunes(1, curves(own, other))).isTrue();
        own.put(16, 0.5);
        assertThat(pruner.prunes(1, curves(own, other))).isFalse();
    }

    @Test
    void prunesWhatIsNotANumberEvenOnItsOwn() {
        assertThat(pruner.prunes(0, curves(losses(Double.NaN)))).isTrue();
    }

    @Test
    void takesNoNumberForTheWorstOfTheOthers() {
        assertThat(pruner.prunes(1, curves(losses(1e9), stopped(0, Double.NaN))))
                .isFalse();
    }

    @Test
    void endsNoTrialWhereOthersAreCompleted() {
        assertThat(pruner.prunes(1, curves(losses(9, 9, 9, 9), completed(0, 1, 1, 1, 1))))
                .isFalse();
    }

    @Test
    void knowsNothingBeforeTheFirstReport() {
        assertThat(pruner.prunes(1, curves(losses(), completed(0, 1, 1)))).isFalse();
    }
}
