package dev.millrace.tuning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How the parameters of the next trial are chosen. */
public enum SamplerKind {
    @JsonProperty("tpe")
    TPE,
    @JsonProperty("random")
    RANDOM,
    @JsonProperty("grid")
    GRID,
    @JsonProperty("quasi_random")
    QUASI_RANDOM,
    @JsonProperty("cmaes")
    CMAES,
    @JsonProperty("gp")
    GP;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
