package dev.millrace.schedules;

import dev.millrace.jobs.JobKind;
import dev.millrace.security.Role;
import dev.millrace.tenancy.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What runs when. {@code synced} is the version that Temporal has, {@code syncError} why it does not have the newest. */
public record Schedule(
        TenantId tenant,
        ScheduleId id,
        String name,
        Timing timing,
        Action action,
        @Nullable Instant pausedAt,
        @Nullable String note,
        int version,
        int synced,
        @Nullable String syncError,
        Planner planner,
        Instant createdAt,
        Instant updatedAt) {
    public boolean paused() {
        return pausedAt != null;
    }

    /** The base of the ids of its runs in Temporal, and its own there. */
    String temporalId() {
        return "scheduled." + tenant + "." + id;
    }

    /** What its jobs are: {@code request} as it was asked for, {@code plan} what they are made from. */
    public record Action(JobKind kind, JsonNode request, JsonNode plan) {}

    /** Whom its jobs act for: who has written it last. */
    public record Planner(String actor, Role role) {}

    /** What somebody writes. */
    public record Draft(
            String name,
            Timing timing,
            Action action,
            @Nullable String note) {}
}
