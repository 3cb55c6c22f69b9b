package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.models.EvenGrid;
import dev.millrace.models.MonthGrid;
import dev.millrace.models.TimePart;
import dev.millrace.problems.Problem;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SeriesTest {
    private final List<String> notes = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "2020-01-01, 1, 1 month, 2023-05-01",
        "2020-01-31, 1, 1 month, 2023-05-31",
        "2019-11-30, 1, 1 month, 2023-03-31",
        "2020-02-29, 3, 3 months, 2030-02-28",
        "2020-04-15, 3, 3 months, 2030-04-15",
        "2001-07-01, 12, 1 year, 2041-07-01",
    })
    void findsStepsOfMonthsWhateverTheirDays(String first, int months, String step, String afterForty) {
        LocalDate start = LocalDate.parse(first);
        boolean monthEnd = start.getDayOfMonth() == start.lengthOfMonth();
        Series series = dates(24, i -> {
            LocalDate date = start.withDayOfMonth(1).plusMonths((long) i * months);
            return date.withDayOfMonth(monthEnd ? date.lengthOfMonth() : start.getDayOfMonth());
        });

        assertThat(series.grid()).isInstanceOf(MonthGrid.class);
        assertThat(series.grid().stepText()).isEqualTo(step);
        assertThat(series.grid().text(40)).isEqualTo(afterForty);
        assertThat(series.length()).isEqualTo(24);
        assertThat(notes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3600, 1 h, 24", "900, 15 min, 96", "86400, 1 d, 7", "604800, 7 d, 1", "2.5, 2.5 s, 34560"})
    void findsStepsOfTheSameLength(double seconds, String step, int season) {
        Series series = Series.of(
                Tables.numbers("t", ColumnType.TIMESTAMP, 50, i -> 1.7e9 + i * seconds),
                Tables.numbers("y", 50, i -> i),
                notes::add);

        assertThat(series.grid().stepText()).isEqualTo(step);
        assertThat(series.grid().season()).isEqualTo(season);
        assertThat(series.grid().index(1.7e9 + 60 * seconds)).isEqualTo(60);
        assertThat(series.grid().index(1.7e9 + 60.4 * seconds)).isNaN();
    }

    @Test
    void takesNumbersThatAreRoundedForTimes() {
        Series series = Series.of(
                Tables.numbers("t", 40, i -> Math.rint(1000 * (1958.25 + i / 12.0)) / 1000),
                Tables.numbers("y", 40, i -> i),
                notes::add);

        assertThat(series.length()).isEqualTo(40);
        assertThat(series.grid().has(TimePart.MONTH)).isFalse();
    }

    @Test
    void takesRowsInAnyOrder() {
        List<Integer> order = new ArrayList<>(IntStream.range(0, 30).boxed().toList());
        Collections.shuffle(order, new Random(1));

        Series series = Series.of(
                Tables.numbers("t", 30, order::get), Tables.numbers("y", 30, i -> 10 * order.get(i)), notes::add);

        assertThat(series.values())
                .containsExactly(IntStream.range(0, 30).mapToDouble(i -> 10 * i).toArray());
        assertThat(series.grid()).isEqualTo(new EvenGrid(0, 1, false));
    }

    @Test
    void fillsAFewGapsOnAStraightLineAndSaysSo() {
        Column time = Tables.numbers("t", 28, i -> i < 10 ? i : i + 2);
        Column value = Tables.numbers("y", 28, i -> i == 20 ? Double.NaN : i < 10 ? i : i + 2);

        Series series = Series.of(time, value, notes::add);

        assertThat(series.values())
                .containsExactly(IntStream.range(0, 30).asDoubleStream().toArray());
        assertThat(IntStream.range(0, 30).filter(i -> !series.known()[i])).containsExactly(10, 11, 22);
        assertThat(series.knownValues()).isEqualTo(27);
        assertThat(notes).singleElement().asString().contains("3 of 30 steps have no value of y");
    }

    @Test
    void leavesOutRowsBeforeTheFirstAndAfterTheLastValue() {
        Series series = Series.of(
                Tables.numbers("t", 30, i -> i),
                Tables.numbers("y", 30, i -> i < 2 || i > 26 ? Double.NaN : i),
                notes::add);

        assertThat(series.length()).isEqualTo(25);
        assertThat(series.grid().text(0)).isEqualTo("2");
        assertThat(notes).singleElement().asString().contains("5 rows are left out");
    }

    @Test
    void refusesATimeThatIsTwiceNamingIt() {
        assertThatThrownBy(() -> dates(24, i -> LocalDate.of(2020, 1, 1).plusDays(i == 17 ? 4 : i)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("2020-01-05 is twice in t: in row 5 and in row 18");
    }

    @Test
    void namesTheFirstTimeThatIsOffTheGrid() {
        assertThatThrownBy(() ->
                        dates(24, i -> LocalDate.of(2020, 1, i == 17 ? 3 : 1).plusMonths(i)))
                .hasMessageContaining("most are 1 month apart, counted from 2020-01-01, but 2021-06-03 is not");
        assertThatThrownBy(() -> Series.of(
                        Tables.numbers("t", 30, i -> i == 12 ? 12.3 : i), Tables.numbers("y", 30, i -> i), notes::add))
                .hasMessageContaining("counted from 0, but 12.3 is not");
    }

    @Test
    void refusesASeriesThatIsMostlyGaps() {
        assertThatThrownBy(() -> Series.of(
                        Tables.numbers("t", 40, i -> i % 2 == 0 ? 2 * i : 2 * i - 1),
                        Tables.numbers("y", 40, i -> i),
                        notes::add))
                .hasMessageContaining("at most a fifth is filled in");
    }

    @Test
    void refusesTimesThatAreMissingOrTexts() {
        assertThatThrownBy(() -> Series.of(
                        Tables.numbers("t", 30, i -> i == 4 ? Double.NaN : i),
                        Tables.numbers("y", 30, i -> i),
                        notes::add))
                .hasMessageContaining("row 5 has none");
        assertThatThrownBy(() ->
                        Series.of(Tables.texts("t", 30, i -> "t" + i), Tables.numbers("y", 30, i -> i), notes::add))
                .hasMessageContaining("timestamp, integer or number");
    }

    private Series dates(int rows, java.util.function.IntFunction<LocalDate> date) {
        Column times = Tables.numbers(
                "t", ColumnType.TIMESTAMP, rows, i -> date.apply(i).toEpochDay() * 86_400.0);
        return Series.of(times, Tables.numbers("y", rows, i -> i), notes::add);
    }

    @Test
    void keepsTheTimeOfDay() {
        double noon = LocalDateTime.of(2020, 1, 1, 12, 0).toEpochSecond(ZoneOffset.UTC);
        Series series = Series.of(
                Tables.numbers(
                        "t",
                        ColumnType.TIMESTAMP,
                        24,
                        i -> LocalDateTime.of(2020, 1, 1, 12, 0).plusMonths(i).toEpochSecond(ZoneOffset.UTC)),
                Tables.numbers("y", 24, i -> i),
                notes::add);

        assertThat(series.grid().text(1)).isEqualTo("2020-02-01T12:00:00Z");
        assertThat(series.grid().index(noon)).isZero();
    }
}
