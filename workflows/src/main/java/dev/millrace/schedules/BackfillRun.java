package dev.millrace.schedules;

import org.jspecify.annotations.Nullable;

/** What came of writing the job of one time; {@code run} is null when the job could not be made, which its row says. */
public record BackfillRun(@Nullable ScheduledRun run) {}
