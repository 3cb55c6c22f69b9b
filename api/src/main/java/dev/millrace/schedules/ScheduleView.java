package dev.millrace.schedules;

import dev.millrace.jobs.JobKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A schedule as it is. */
@Schema(name = "Schedule")
record ScheduleView(
        @Schema(description = "A UUIDv7.", example = "019a1f7e-6c2b-7d3a-9c44-0b7a2f6f5a10")
        ScheduleId id,

        @Schema(description = "Unique in the workspace.", example = "nightly churn")
        String name,

        @Schema(description = "Five fields; null when it runs by interval.", example = "0 3 * * *") @Nullable
        String cron,

        @Schema(description = "Null when it runs by cron.", type = "string", format = "duration", example = "null")
        @Nullable
        Duration interval,

        @Schema(example = "Europe/Berlin") String timezone,

        @Schema(description = "When a time comes while an earlier run goes on.")
        Overlap overlap,

        @Schema(
                description = "How late a time that was missed is still run.",
                type = "string",
                format = "duration",
                example = "PT24H")
        Duration catchupWindow,

        ViewedAction action,
        boolean paused,

        @Schema(description = "What was said when it was written, paused or resumed last.") @Nullable
        String note,

        @Schema(description = "When it runs next, if it is not paused; five times, fewer when no others come.")
        List<Instant> nextTimes,

        @Schema(description = "Changes with every change of the schedule.", example = "3")
        int version,

        @Schema(
                description =
                        "Whether Temporal, which fires it, knows this version; within a second of a change, it does.")
        boolean synced,

        @Schema(description = "Why Temporal does not know it yet.") @Nullable
        String syncError,

        String createdBy,
        Instant createdAt,
        Instant updatedAt) {
    static ScheduleView of(Schedule schedule, List<Instant> nextTimes) {
        Timing timing = schedule.timing();
        return new ScheduleView(
                schedule.id(),
                schedule.name(),
                timing.cron(),
                timing.interval(),
                timing.timezone(),
                timing.overlap(),
                timing.catchupWindow(),
                new ViewedAction(schedule.action().kind(), schedule.action().request()),
                schedule.paused(),
                schedule.note(),
                nextTimes,
                schedule.version(),
                schedule.synced() == schedule.version(),
                schedule.syncError(),
                schedule.planner().actor(),
                schedule.createdAt(),
                schedule.updatedAt());
    }

    /** What it runs. */
    @Schema(name = "ScheduledAction")
    record ViewedAction(
            @Schema(example = "training") JobKind kind,

            @Schema(description = "As it was asked for.", type = "object")
            JsonNode request) {}
}
