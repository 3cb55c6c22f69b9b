package dev.millrace.schedules;

import dev.millrace.tenancy.TenantId;

/** What Temporal's schedule starts runs with: handles alone, so that a changed schedule counts from its next time on. */
public record ScheduledRequest(TenantId tenant, ScheduleId schedule) {}
