package dev.millrace.training;

import dev.millrace.models.EvenGrid;
import dev.millrace.models.MonthGrid;
import dev.millrace.models.TimeGrid;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the grid on which the times of a series lie: steps of months, or else of the same length. */
final class TimeGridSearch {
    private static final double DAY = 86_400;
    /** With more of the times off it, it is another grid; with fewer, these are wrong. */
    private static final double MOST_OFF = 0.2;

    private final String column;
    private final boolean timestamps;
    private final double[] times;

    /** @param times ascending, each once, two or more */
    private TimeGridSearch(String column, boolean timestamps, double[] times) {
        this.column = column;
        this.timestamps = timestamps;
        this.times = times;
    }

    /**
     * The grid whose first step is the first of the times.
     *
     * @param times ascending, each once, two or more
     * @throws Problem naming the first time that is not on it
     */
    static TimeGrid find(String column, boolean timestamps, double[] times) {
        TimeGridSearch search = new TimeGridSearch(column, timestamps, times);
        TimeGrid months = timestamps ? search.months() : null;
        return months != null ? months : search.even();
    }

    private @Nullable TimeGrid months() {
        double[] month = Arrays.stream(times).map(MonthGrid::month).toArray();
        double usual = median(steps(month));
        if (usual < 1) {
            return null;
        }
        double second = times[0] - MonthGrid.date(times[0]).toEpochDay() * DAY;
        MonthGrid grid = new MonthGrid((long) month[0], (int) usual, dayOfMonth(), second);
        double[] off = Arrays.stream(times)
                .filter(time -> Double.isNaN(grid.index(time)))
                .toArray();
        if (off.length > MOST_OFF * times.length) {
            return null;
        }
        if (off.length > 0) {
            throw off(grid, off[0]);
        }
        return grid;
    }

    /** The usual one; 31 where the times are the last days of their months. */
    private int dayOfMonth() {
        long last = Arrays.stream(times)
                .mapToObj(MonthGrid::date)
                .filter(date -> date.getDayOfMonth() == date.lengthOfMonth())
                .count();
        return last >= (1 - MOST_OFF) * times.length
                ? 31
                : (int) median(Arrays.stream(times)
                        .map(time -> MonthGrid.date(time).getDayOfMonth())
                        .toArray());
    }

    private TimeGrid even() {
        double[] steps = steps(times);
        double usual = median(steps);
        double count = Arrays.stream(steps)
                .map(step -> Math.max(1, Math.rint(step / usual)))
                .sum();
        double span = times[times.length - 1] - times[0];
        EvenGrid grid = new EvenGrid(times[0], exact(usual, span / count), timestamps);
        double before = -1;
        for (double time : times) {
            double step = grid.index(time);
            if (Double.isNaN(step) || step <= before) {
                throw off(grid, time);
            }
            before = step;
        }
        return grid;
    }

    /** The usual step where it leads to the last time as well: it has no rounding errors. */
    private double exact(double usual, double mean) {
        return Math.abs(usual - mean) <= 1e-12 * mean ? usual : mean;
    }

    private Problem off(TimeGrid grid, double time) {
        return new Problem(
                ProblemType.TRAINING_IMPOSSIBLE,
                "the times of " + column + " do not lie on a grid: most are " + grid.stepText()
                        + " apart, counted from "
                        + grid.text(0) + ", but " + new EvenGrid(time, 1, timestamps).text(0)
                        + " is not; bring the rows to even steps, for example by the sum or the mean of each step");
    }

    private static double[] steps(double[] ascending) {
        return IntStream.range(1, ascending.length)
                .mapToDouble(i -> ascending[i] - ascending[i - 1])
                .toArray();
    }

    /** The lower of the middle two: a step that occurs. */
    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }
}
