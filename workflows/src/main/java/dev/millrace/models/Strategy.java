package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a version takes over. */
public enum Strategy {
    /** At once and for every caller. */
    @JsonProperty("immediate")
    IMMEDIATE,
    /** For a share of the callers that grows step by step, as long as it does well. */
    @JsonProperty("canary")
    CANARY,
    /** Not at all: it predicts beside the version that serves, to be compared. */
    @JsonProperty("shadow")
    SHADOW,
    /** For a fixed share of the callers, until it is known which version is better. */
    @JsonProperty("ab")
    AB;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Strategy of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
