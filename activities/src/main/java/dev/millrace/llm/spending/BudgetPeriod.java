package dev.millrace.llm.spending;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** How long a budget lasts before it begins anew, in UTC. */
public enum BudgetPeriod {
    @JsonProperty("day")
    DAY,
    /** From Monday. */
    @JsonProperty("week")
    WEEK,
    @JsonProperty("month")
    MONTH,
    /** For ever. */
    @JsonProperty("total")
    TOTAL;

    public Instant start(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return switch (this) {
            case DAY -> begin(day);
            case WEEK -> begin(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTH -> begin(day.withDayOfMonth(1));
            case TOTAL -> Instant.EPOCH;
        };
    }

    /** When the next one begins. */
    public Optional<Instant> end(Instant now) {
        LocalDate start = LocalDate.ofInstant(start(now), ZoneOffset.UTC);
        return switch (this) {
            case DAY -> Optional.of(begin(start.plusDays(1)));
            case WEEK -> Optional.of(begin(start.plusWeeks(1)));
            case MONTH -> Optional.of(begin(start.plusMonths(1)));
            case TOTAL -> Optional.empty();
        };
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BudgetPeriod ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
