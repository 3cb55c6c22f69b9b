package dev.millrace.monitoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What an alert is about. */
public enum AlertKind {
    /** What the model is asked, or what it answers, is not as it was in the baseline. */
    @JsonProperty("drift")
    DRIFT,
    /** Its answers are worse than when it was registered. */
    @JsonProperty("performance")
    PERFORMANCE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AlertKind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
