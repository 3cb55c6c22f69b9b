package dev.millrace.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a job's event tells. */
public enum EventType {
    /** {@code {status, error}} */
    @JsonProperty("status")
    STATUS,
    /** {@code {progress}} */
    @JsonProperty("progress")
    PROGRESS,
    /** {@code {step, type, status, attempts}} */
    @JsonProperty("step")
    STEP,
    /** {@code {step, name, value}} */
    @JsonProperty("metric")
    METRIC,
    /** {@code {level, message}} */
    @JsonProperty("log")
    LOG,
    /** The values of the job's result that changed. */
    @JsonProperty("result")
    RESULT,
    /** What a model says while it says it: {@code {step, offset, text}}; {@code {step, restart}} where it begins anew. */
    @JsonProperty("token")
    TOKEN,
    /** {@code {alert, event: raised|resolved, kind, model_id, version, reasons}} */
    @JsonProperty("alert")
    ALERT;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EventType of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
