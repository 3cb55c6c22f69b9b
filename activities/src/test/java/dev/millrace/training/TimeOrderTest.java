package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.datasets.ColumnType;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeOrderTest {
    private static final int ROWS = 100;
    private static final int[] ALL = IntStream.range(0, ROWS).toArray();

    /** Rows in no order of time. */
    private static double mixed(int row) {
        return row * 37 % ROWS;
    }

    @Test
    void testsTheLastRowsInTime() {
        Split split = order(TimeOrderTest::mixed).latest(0.2);

        assertThat(Arrays.stream(split.test()).mapToDouble(TimeOrderTest::mixed))
                .hasSize(20)
                .allMatch(time -> time >= 80);
        assertThat(split.train()).hasSize(80);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 20})
    void testsEachFoldByWhatComesAfterAllThatItLearntFrom(int count) {
        TimeOrder order = order(TimeOrderTest::mixed);
        int end = -1;
        for (int fold = 0; fold < count; fold++) {
            Split split = order.expanding(count, fold);
            double lastLearnt = Arrays.stream(split.train())
                    .mapToDouble(TimeOrderTest::mixed)
                    .max()
                    .orElseThrow();
            double firstTested = Arrays.stream(split.test())
                    .mapToDouble(TimeOrderTest::mixed)
                    .min()
                    .orElseThrow();
            assertThat(firstTested).isEqualTo(lastLearnt + 1);
            assertThat(split.test()).hasSize(ROWS / (count + 1));
            if (fold > 0) {
                assertThat(split.train()).hasSize(end);
            }
            end = split.train().length + split.test().length;
        }
        assertThat(end).isEqualTo(ROWS);
    }

    @Test
    void keepsRowsOfTheSameTimeOnTheSameSide() {
        IntToDoubleFunction weeks = row -> mixed(row) < 70 ? 1 : mixed(row) < 95 ? 2 : 3;

        Split split = order(weeks).latest(0.2);

        assertThat(Arrays.stream(split.test()).mapToDouble(weeks)).hasSize(30).allMatch(week -> week >= 2);
        assertThat(Arrays.stream(split.train()).mapToDouble(weeks)).allMatch(week -> week == 1);
    }

    @Test
    void refusesTooFewDifferentTimes() {
        assertThatThrownBy(() -> order(row -> 5).latest(0.2)).hasMessageContaining("1 different values in 100 rows");
        assertThatThrownBy(() -> order(row -> row < 90 ? 1 : 2).expanding(5, 0))
                .hasMessageContaining("2 different values in 100 rows");
    }

    @Test
    void refusesTextsAndARowWithoutATime() {
        assertThatThrownBy(() -> TimeOrder.of(Tables.texts("t", ROWS, row -> "monday"), ALL))
                .hasMessageContaining("timestamp, integer or number");
        assertThatThrownBy(() -> order(row -> row == 8 ? Double.NaN : row)).hasMessageContaining("row 9 has none");
    }

    private static TimeOrder order(IntToDoubleFunction time) {
        return TimeOrder.of(Tables.numbers("t", ColumnType.TIMESTAMP, ROWS, time), ALL);
    }
}
