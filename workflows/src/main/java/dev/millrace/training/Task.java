package dev.millrace.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a model is asked to learn. */
public enum Task {
    @JsonProperty("classification")
    CLASSIFICATION,
    @JsonProperty("regression")
    REGRESSION;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
