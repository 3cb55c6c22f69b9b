package dev.millrace.schedules;

import dev.millrace.jobs.ChildRun;
import dev.millrace.jobs.Priority;

/** A job that was written for a time of a schedule, to be run. */
public record ScheduledRun(ChildRun child, Priority priority, String summary) {}
