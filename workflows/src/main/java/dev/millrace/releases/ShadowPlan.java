package dev.millrace.releases;

import java.time.Duration;

/** How long a version predicts beside the one that serves. */
public record ShadowPlan(Duration duration) {
    private static final Duration USUAL = Duration.ofHours(1);

    public ShadowPlan {
        duration = duration == null ? USUAL : duration;
        Canary.requireDuration("/duration", "duration", duration);
    }
}
