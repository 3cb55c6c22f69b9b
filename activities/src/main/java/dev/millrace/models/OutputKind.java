package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a model's outputs mean. */
public enum OutputKind {
    /** One probability for each class. */
    @JsonProperty("label")
    LABEL,
    /** One number. */
    @JsonProperty("value")
    VALUE,
    /** One number: the cluster's, counted from 0, {@link Predictions.Clusters#NOISE}, or NaN where the row has no answer. */
    @JsonProperty("cluster")
    CLUSTER,
    /** One number: the higher, the less usual; what is above the {@link AnomalyScorer#threshold()} is an anomaly. */
    @JsonProperty("anomaly")
    ANOMALY,
    /** Three numbers: the value and the bounds of its prediction interval, or NaN where the row has no answer. */
    @JsonProperty("forecast")
    FORECAST;

    /** Numbers per row. */
    int outputs(int classes) {
        return switch (this) {
            case LABEL -> classes;
            case VALUE, CLUSTER, ANOMALY -> 1;
            case FORECAST -> 3;
        };
    }

    /** Whether what goes into a single prediction can be said. */
    public boolean explainable() {
        return switch (this) {
            case LABEL, VALUE, ANOMALY -> true;
            case CLUSTER, FORECAST -> false;
        };
    }
}
