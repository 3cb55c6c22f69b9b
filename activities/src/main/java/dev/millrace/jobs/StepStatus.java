package dev.millrace.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How far a step is. */
public enum StepStatus {
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
