package dev.millrace.monitoring;

import java.time.Duration;

/**
 * What one look at a model has come to.
 *
 * @param watched false when nobody wants it watched any more, and the watch is to end
 * @param next how long until the next look
 * @param news whether somebody is to be told of an alert
 */
public record Round(boolean watched, Duration next, boolean news) {
    /** Of a watch that is to end. */
    public static Round ended() {
        return new Round(false, Duration.ZERO, false);
    }
}
