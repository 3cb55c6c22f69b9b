package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a model stands: can be deployed, serves, or is not to be used any more. */
public enum ModelStatus {
    @JsonProperty("ready")
    READY,
    @JsonProperty("deployed")
    DEPLOYED,
    @JsonProperty("deprecated")
    DEPRECATED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
