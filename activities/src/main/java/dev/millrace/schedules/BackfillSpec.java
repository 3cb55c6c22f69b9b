package dev.millrace.schedules;

import java.time.Instant;

/**
 * A backfill as its job keeps it: the schedule as it was when it was asked for, and the range, {@code from} included and
 * {@code to} not. {@code again}: also times that had a run before.
 */
record BackfillSpec(
        ScheduleId scheduleId,
        String name,
        Timing timing,
        Schedule.Action action,
        Schedule.Planner planner,
        Instant from,
        Instant to,
        Overlap overlap,
        boolean again,
        int runs) {}
