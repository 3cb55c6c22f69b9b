package dev.millrace.releases;

/** What the samples of a step say so far. */
public record Verdict(Kind kind, String detail) {
    public enum Kind {
        /** Too few samples yet. */
        WAITING,
        /** Enough, and within the bounds. */
        FINE,
        /** Enough, and out of bounds: back at once. */
        BREACHED,
        /** More samples would not change it. */
        DECIDED
    }
}
