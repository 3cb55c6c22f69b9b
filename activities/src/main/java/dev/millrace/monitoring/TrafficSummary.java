package dev.millrace.monitoring;

import org.jspecify.annotations.Nullable;

/** How the version's online requests went in the window; latencies in milliseconds, null of no requests. */
public record TrafficSummary(
        long requests,
        long errors,
        double errorRate,
        @Nullable Double latencyP50Ms,
        @Nullable Double latencyP95Ms) {}
