package dev.millrace.llm;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In which order a route's links are tried. */
public enum Choice {
    /** As they are written. */
    @JsonProperty("ordered")
    ORDERED,
    /** The lowest price first; those whose price is not known last. */
    @JsonProperty("cheapest")
    CHEAPEST,
    /** By how long they took lately; those that have not been asked lately first, so that they are known again. */
    @JsonProperty("fastest")
    FASTEST
}
