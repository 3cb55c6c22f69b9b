package dev.millrace.monitoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a look at a model has found. */
public enum Verdict {
    @JsonProperty("stable")
    STABLE,
    /** What it is asked, or what it answers, is not as it was in the baseline. */
    @JsonProperty("drifting")
    DRIFTING,
    /** Its answers are worse than when it was registered, whether or not anything drifts. */
    @JsonProperty("degraded")
    DEGRADED,
    /** Nothing can be said yet. */
    @JsonProperty("insufficient_data")
    INSUFFICIENT_DATA;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Verdict of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
