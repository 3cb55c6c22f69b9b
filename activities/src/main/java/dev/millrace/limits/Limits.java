package dev.millrace.limits;

/**
 * What a workspace may use: requests (a steady rate, and how many at once after a quiet time), jobs that have not ended, rows
 * of its datasets, bytes of its artifacts, and fits that run at a time.
 */
public record Limits(
        long requestsPerSecond,
        long requestBurst,
        long openJobs,
        long datasetRows,
        long storageBytes,
        long concurrentFits) {}
