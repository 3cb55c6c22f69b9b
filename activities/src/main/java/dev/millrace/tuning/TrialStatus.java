package dev.millrace.tuning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a trial stands. A cancelled one was under way, or waited, when its study ended. */
public enum TrialStatus {
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("pruned")
    PRUNED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TrialStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
