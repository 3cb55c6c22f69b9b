package dev.millrace.schedules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The times of a schedule: one that does not come when clocks go forward is left out, and one that comes twice when they go
 * back is there twice. Temporal has the same ones, but for the hour that comes twice east of Greenwich.
 */
@FunctionalInterface
interface NominalTimes {
    /** Empty when no other comes. */
    Optional<Instant> after(Instant time);

    default List<Instant> after(Instant time, int most) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = after(time);
        while (next.isPresent() && times.size() < most) {
            times.add(next.get());
            next = after(next.get());
        }
        return times;
    }

    /** Those from {@code from} on and before {@code to}, at most so many. */
    default List<Instant> between(Instant from, Instant to, int most) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = after(from.minusNanos(1)).filter(time -> time.isBefore(to));
        while (next.isPresent() && times.size() < most) {
            times.add(next.get());
            next = after(next.get()).filter(time -> time.isBefore(to));
        }
        return times;
    }

    static NominalTimes of(Timing timing) {
        return timing.interval() == null ? cron(timing) : every(timing.interval());
    }

    private static NominalTimes every(Duration interval) {
        long period = interval.toSeconds();
        return time ->
                Optional.of(Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), period) * period + period));
    }

    private static NominalTimes cron(Timing timing) {
        Cron cron = Cron.parse(String.valueOf(timing.cron()));
        ZoneRules rules = ZoneId.of(timing.timezone()).getRules();
        return time -> next(cron, rules, time);
    }

    /** From one change of the clocks to the next, local times and instants go side by side. */
    private static Optional<Instant> next(Cron cron, ZoneRules rules, Instant time) {
        ZoneOffset offset = rules.getOffset(time);
        LocalDateTime local = LocalDateTime.ofInstant(time, offset);
        Instant since = time;
        while (true) {
            LocalDateTime found = cron.next(local);
            if (found == null) {
                return Optional.empty();
            }
            Instant instant = found.toInstant(offset);
            ZoneOffsetTransition change = rules.nextTransition(since);
            if (change == null || instant.isBefore(change.getInstant())) {
                return Optional.of(instant);
            }
            since = change.getInstant();
            offset = change.getOffsetAfter();
            local = change.getDateTimeAfter().minusNanos(1);
        }
    }
}
