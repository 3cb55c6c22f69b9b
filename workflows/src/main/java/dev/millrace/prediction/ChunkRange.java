package dev.millrace.prediction;

/** Chunks {@code from} (inclusive) to {@code to} (exclusive), predicted by one activity, each committed on its own. */
public record ChunkRange(int from, int to) {}
