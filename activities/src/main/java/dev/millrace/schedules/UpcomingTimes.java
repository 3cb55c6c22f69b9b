package dev.millrace.schedules;

import dev.millrace.problems.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** When a schedule runs next. */
public final class UpcomingTimes {
    private static final int SHOWN = 5;

    private final FiredSchedules temporal;
    private final Clock clock;

    UpcomingTimes(FiredSchedules temporal, Clock clock) {
        this.temporal = temporal;
        this.clock = clock;
    }

    /** By the calendar, whether it is paused or not. */
    public List<Instant> computed(Schedule schedule) {
        return schedule.timing().times().after(clock.instant(), SHOWN);
    }

    /** As Temporal says; while it does not answer, or has not been told yet, as computed. */
    public List<Instant> known(Schedule schedule) {
        if (schedule.synced() < schedule.version() || schedule.paused()) {
            return computed(schedule);
        }
        try {
            return temporal.next(schedule)
                    .map(times -> times.stream().limit(SHOWN).toList())
                    .filter(times -> !times.isEmpty())
                    .orElseGet(() -> computed(schedule));
        } catch (Problem outage) {
            return computed(schedule);
        }
    }
}
