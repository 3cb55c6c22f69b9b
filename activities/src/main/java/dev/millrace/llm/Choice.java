package dev.millrace.llm;

/** In which order a route's links are tried. */
public enum Choice {
    /** As they are written. */
    ORDERED,
    /** The lowest price first; those whose price is not known last. */
    CHEAPEST,
    /** By how long they took lately; those that have not been asked lately first, so that they are known again. */
    FASTEST
}
