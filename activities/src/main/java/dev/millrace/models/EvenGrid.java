package dev.millrace.models;

import java.time.Instant;
import java.time.LocalDate;

/** Steps of the same length: numbers, or with {@code timestamps} seconds since 1970-01-01T00:00Z. */
public record EvenGrid(double first, double step, boolean timestamps) implements TimeGrid {
    /** How far a time may be from its step, as a share of the step: clocks jitter, and decimals are rounded. */
    public static final double TOLERANCE = 0.01;

    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;

    public EvenGrid {
        if (!(step > 0) || !Double.isFinite(first)) {
            throw new IllegalArgumentException("a grid has a first time and a step above 0");
        }
    }

    @Override
    public double time(long index) {
        return first + index * step;
    }

    @Override
    public double index(double time) {
        double steps = (time - first) / step;
        double nearest = Math.rint(steps);
        return Math.abs(steps - nearest) <= TOLERANCE ? nearest : Double.NaN;
    }

    @Override
    public String text(long index) {
        double time = time(index);
        return timestamps ? timestamp(time) : number(time);
    }

    @Override
    public String stepText() {
        if (!timestamps) {
            return number(step);
        }
        return is(DAY)
                ? number(step / DAY) + " d"
                : is(HOUR)
                        ? number(step / HOUR) + " h"
                        : is(MINUTE) ? number(step / MINUTE) + " min" : number(step) + " s";
    }

    @Override
    public int season() {
        if (!timestamps || !has(TimePart.DAY_OF_WEEK)) {
            return 1;
        }
        double period = has(TimePart.HOUR) ? DAY : 7 * DAY;
        double steps = period / step;
        return Math.abs(steps - Math.rint(steps)) < TOLERANCE ? (int) Math.rint(steps) : 1;
    }

    @Override
    public boolean has(TimePart part) {
        return timestamps
                && switch (part) {
                    case EPOCH, YEAR -> false;
                    case MONTH -> step < 300 * DAY;
                    case DAY, DAY_OF_WEEK -> step <= DAY * (1 + TOLERANCE);
                    case HOUR -> step < DAY * (1 - TOLERANCE);
                };
    }

    static String timestamp(double seconds) {
        double midnights = seconds / DAY;
        return midnights == Math.rint(midnights)
                ? LocalDate.ofEpochDay((long) midnights).toString()
                : Instant.ofEpochMilli(Math.round(seconds * 1000)).toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf((float) value);
    }

    private boolean is(double unit) {
        double units = step / unit;
        return Math.abs(units - Math.rint(units)) < 1e-6 && units > 0.5;
    }
}
