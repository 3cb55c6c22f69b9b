package dev.millrace.prediction;

import java.util.Locale;

/** Whether somebody was given the answer, or it was made beside another's only to be compared. */
public enum PredictionRole {
    SERVED,
    SHADOW;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PredictionRole of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
