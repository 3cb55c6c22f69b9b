package dev.millrace.limits;

/** What a workspace uses at the moment. */
public record Usage(long openJobs, long datasetRows, long storageBytes, long concurrentFits) {}
