package dev.millrace.automl;

import static dev.millrace.automl.SampleAutoml.spec;
import static dev.millrace.automl.SampleAutoml.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.tuning.Trial;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeSplitTest {
    private static final Duration BUDGET = Duration.ofMinutes(2);

    @Test
    void leavesTheSearchAlmostAllOfItWhenTheRestIsQuick() {
        List<Trial> quick = List.of(trial(1, "naive_bayes", Duration.ofMillis(100)));

        assertThat(new TimeSplit(spec(BUDGET, true)).search(BUDGET, quick)).isGreaterThan(Duration.ofSeconds(114));
    }

    @Test
    void holdsBackWhatThePredictionsAndTheLastFitWillTake() {
        TimeSplit split = new TimeSplit(spec(BUDGET, true));
        Trial slow = trial(1, "xgboost", Duration.ofSeconds(8));

        assertThat(split.last(slow)).isEqualTo(Duration.ofSeconds(2));
        assertThat(split.search(BUDGET, List.of(slow)))
                .isEqualTo(BUDGET.minus(split.margin()).minus(Duration.ofSeconds(9)));
    }

    @Test
    void holdsBackTheLastFitAloneWithoutAnEnsemble() {
        TimeSplit split = new TimeSplit(spec(BUDGET, false));

        assertThat(split.after(trial(1, "xgboost", Duration.ofSeconds(8)))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void neverStarvesTheSearch() {
        TimeSplit split = new TimeSplit(spec(BUDGET, true));
        List<Trial> endless = List.of(trial(1, "xgboost", Duration.ofHours(1)));

        assertThat(split.search(BUDGET, endless)).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void endsTheSearchWhenTheTimeForTheRestHasCome() {
        TimeSplit split = new TimeSplit(spec(BUDGET, true));

        assertThat(split.search(split.margin(), List.of())).isZero();
        assertThat(split.search(Duration.ofSeconds(-5), List.of())).isZero();
    }

    @Test
    void takesTheBestOfEachAlgorithmBeforeOthersOfTheSame() {
        List<Trial> ranked = IntStream.range(0, 30)
                .mapToObj(number -> trial(number, number < 20 ? "xgboost" : "naive_bayes", Duration.ZERO))
                .toList();

        assertThat(Pool.of(ranked)).extracting(Trial::number).containsExactly(0, 20, 1, 2, 3, 21, 22, 23);
    }

    @Test
    void refusesBudgetsThatHoldNothing() {
        for (Duration budget : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(4))) {
            assertThatThrownBy(() -> spec(budget, true))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("PT5S");
        }
    }
}
