package dev.millrace.prediction;

/** How the rows are cut: {@code rows} in chunks of {@code chunkSize}, the last one shorter. */
public record BatchPlan(long rows, int chunkSize) {
    public int chunks() {
        return Math.toIntExact((rows + chunkSize - 1) / chunkSize);
    }
}
