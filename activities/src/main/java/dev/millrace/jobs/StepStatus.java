package dev.millrace.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How far a step is. */
public enum StepStatus {
    @JsonProperty("running")
    RUNNING,
    /** For a time, an event or a person. */
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("completed")
    COMPLETED,
    /** Its condition did not hold. */
    @JsonProperty("skipped")
    SKIPPED,
    /** A step that it needs has failed. */
    @JsonProperty("not_run")
    NOT_RUN,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED,
    /** Was completed, then undone. */
    @JsonProperty("compensated")
    COMPENSATED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
