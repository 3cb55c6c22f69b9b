package dev.millrace.datasets;

/**
 * What one DuckDB instance may take (memory and, for what does not fit into it, disk in MB, and threads), and how many
 * instances may be open at a time.
 */
public record DuckDbLimits(int memoryMb, int diskMb, int threads, int instances) {}
