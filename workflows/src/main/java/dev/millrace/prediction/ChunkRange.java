package dev.millrace.prediction;

/** Chunks {@code from} (inclusive) to {@code to} (exclusive), predicted by one activity, each committed on its own. */
public record ChunkRange(int from, int to) {
    /** For people: the rows of this range, counted from 1. */
    String summary(BatchPlan plan) {
        long first = (long) from * plan.chunkSize() + 1;
        long last = Math.min(plan.rows(), (long) to * plan.chunkSize());
        return "Predict rows " + first + " to " + last + " of " + plan.rows();
    }
}
