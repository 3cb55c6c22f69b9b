package dev.millrace.tuning;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way a study's metric is better. */
public enum Direction {
    @JsonProperty("minimize")
    MINIMIZE,
    @JsonProperty("maximize")
    MAXIMIZE;

    /** The value as something to be minimised. */
    public double loss(double value) {
        return this == MINIMIZE ? value : -value;
    }

    public boolean better(double value, double than) {
        return loss(value) < loss(than);
    }
}
