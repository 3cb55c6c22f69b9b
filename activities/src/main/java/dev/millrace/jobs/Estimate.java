package dev.millrace.jobs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How much of a job is done, 0 to 1, in time; and how much longer it takes, null while that cannot be said. */
public record Estimate(double progress, @Nullable Duration remaining) {}
