package dev.millrace.jobs;

import java.time.Instant;
import java.util.UUID;

/**
 * A time of a schedule. {@code by} is empty for the job that the time has by itself; for another one it says who has asked
 * for that.
 */
public record Occasion(UUID schedule, Instant time, String by) {}
