package dev.millrace.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a model is asked to learn. */
public enum Task {
    @JsonProperty("classification")
    CLASSIFICATION,
    @JsonProperty("regression")
    REGRESSION,
    @JsonProperty("clustering")
    CLUSTERING,
    @JsonProperty("anomaly_detection")
    ANOMALY_DETECTION,
    @JsonProperty("forecasting")
    FORECASTING;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
