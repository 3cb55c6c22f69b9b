package dev.millrace.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The one lifecycle of every job; the last three are final. */
public enum JobStatus {
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("paused")
    PAUSED,
    @JsonProperty("awaiting_input")
    AWAITING_INPUT,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFinal() {
        return switch (this) {
            case QUEUED, RUNNING, PAUSED, AWAITING_INPUT -> false;
            case COMPLETED, FAILED, CANCELLED -> true;
        };
    }
}
