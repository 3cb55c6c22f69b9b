package dev.millrace.releases;

import java.time.Duration;

/** A share of the traffic, or none and a shadow; how long it is held, and how much longer samples are waited for. */
public record Stage(int percent, boolean shadow, Duration hold, Duration maxWait) {
    public double share() {
        return percent / 100.0;
    }
}
