package dev.millrace.models;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Timestamps a number of calendar months apart, on the same day and at the same second of it: {@code firstMonth} counts
 * from the year 0. Months that are too short for the {@code day} have their last day instead.
 */
public record MonthGrid(long firstMonth, int months, int day, double secondOfDay) implements TimeGrid {
    private static final int YEAR = 12;
    private static final double DAY = 86_400;

    public MonthGrid {
        if (months < 1 || day < 1 || day > 31) {
            throw new IllegalArgumentException("a grid has at least a month a step, and a day of the month");
        }
    }

    @Override
    public double time(long index) {
        YearMonth month = month(firstMonth + index * months);
        return month.atDay(Math.min(day, month.lengthOfMonth())).toEpochDay() * DAY + secondOfDay;
    }

    @Override
    public double index(double time) {
        if (Double.isNaN(time) || Math.abs(time) > 1e15) {
            return Double.NaN;
        }
        long distance = month(time) - firstMonth;
        long index = Math.floorDiv(distance, months);
        return index * months == distance && Math.abs(time(index) - time) < 1 ? index : Double.NaN;
    }

    @Override
    public String text(long index) {
        return EvenGrid.timestamp(time(index));
    }

    @Override
    public String stepText() {
        return months % YEAR == 0
                ? months / YEAR + (months == YEAR ? " year" : " years")
                : months + (months == 1 ? " month" : " months");
    }

    @Override
    public int season() {
        return YEAR % months == 0 ? YEAR / months : 1;
    }

    @Override
    public boolean has(TimePart part) {
        return part == TimePart.MONTH && months % YEAR != 0;
    }

    /** The month of a timestamp, counted from the year 0. */
    public static long month(double seconds) {
        LocalDate date = date(seconds);
        return date.getYear() * (long) YEAR + date.getMonthValue() - 1;
    }

    /** The day of a timestamp, in UTC. */
    public static LocalDate date(double seconds) {
        return LocalDate.ofEpochDay((long) Math.floor(seconds / DAY));
    }

    private static YearMonth month(long number) {
        return YearMonth.of((int) Math.floorDiv(number, (long) YEAR), (int) Math.floorMod(number, (long) YEAR) + 1);
    }
}
