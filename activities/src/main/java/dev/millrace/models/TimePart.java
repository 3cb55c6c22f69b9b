package dev.millrace.models;

import java.time.LocalDate;
import java.util.Locale;

/** A number taken from a timestamp, in UTC. */
public enum TimePart {
    EPOCH,
    YEAR,
    MONTH,
    DAY,
    DAY_OF_WEEK,
    HOUR;

    private static final double LIMIT = 9999 * 365.25 * 86_400;

    /** @param seconds since 1970-01-01T00:00Z; NaN gives NaN */
    public double of(double seconds) {
        if (Double.isNaN(seconds)) {
            return Double.NaN;
        }
        long whole = (long) Math.floor(Math.clamp(seconds, -LIMIT, LIMIT));
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(whole, 86_400L));
        return switch (this) {
            case EPOCH -> seconds;
            case YEAR -> date.getYear();
            case MONTH -> date.getMonthValue();
            case DAY -> date.getDayOfMonth();
            case DAY_OF_WEEK -> date.getDayOfWeek().getValue();
            case HOUR -> Math.floorDiv(Math.floorMod(whole, 86_400L), 3_600L);
        };
    }

    public String feature(String column) {
        return column + "_" + name().toLowerCase(Locale.ROOT);
    }
}
