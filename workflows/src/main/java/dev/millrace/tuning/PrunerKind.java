package dev.millrace.tuning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What ends trials that do not look promising. */
public enum PrunerKind {
    @JsonProperty("none")
    NONE,
    @JsonProperty("median")
    MEDIAN,
    @JsonProperty("asha")
    ASHA,
    @JsonProperty("hyperband")
    HYPERBAND;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
