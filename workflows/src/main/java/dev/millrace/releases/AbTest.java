package dev.millrace.releases;

import dev.millrace.problems.Problem;
import java.time.Duration;
import java.util.List;

/**
 * A comparison on live traffic: the percentage that the new version gets, the metric, the largest probability of seeing a
 * difference where there is none, the difference that would matter, after how many observations of each version it may be decided, how
 * long it takes at most, and whether the new version takes over if it is better.
 */
public record AbTest(
        Integer percentage,
        String metric,
        Double alpha,
        Double minimumEffect,
        Long minSamples,
        Duration duration,
        Boolean promoteIfBetter) {
    /** Means over observations; other metrics have no error of a sum of independent ones. */
    public static final List<String> METRICS = List.of("accuracy", "mae", "mse", "error_rate");

    private static final Duration USUAL_DURATION = Duration.ofDays(7);
    private static final long USUAL_SAMPLES = 100;
    private static final long LEAST_SAMPLES = 30;

    public AbTest {
        percentage = percentage == null ? Integer.valueOf(50) : percentage;
        alpha = alpha == null ? Double.valueOf(0.05) : alpha;
        minimumEffect = minimumEffect == null ? Double.valueOf(0.05) : minimumEffect;
        minSamples = minSamples == null ? Long.valueOf(USUAL_SAMPLES) : minSamples;
        duration = duration == null ? USUAL_DURATION : duration;
        promoteIfBetter = promoteIfBetter == null ? Boolean.FALSE : promoteIfBetter;
        if (percentage < 1 || percentage > 99) {
            throw Problem.invalid("/percentage", "percentage is 1 to 99: what the new version gets of the traffic");
        }
        if (metric == null || !METRICS.contains(metric)) {
            throw Problem.invalid("/metric", "metric is one of " + String.join(", ", METRICS));
        }
        if (!(alpha >= 0.0001 && alpha <= 0.5)) {
            throw Problem.invalid("/alpha", "alpha is 0.0001 to 0.5");
        }
        if (!(minimumEffect > 0) || Double.isInfinite(minimumEffect)) {
            throw Problem.invalid("/minimum_effect", "minimum_effect is a difference of the metric above 0");
        }
        if (minSamples < LEAST_SAMPLES) {
            throw Problem.invalid("/min_samples", "min_samples is " + LEAST_SAMPLES + " or more of each version");
        }
        Canary.requireDuration("/duration", "duration", duration);
    }

    public boolean fromFeedback() {
        return !metric.equals("error_rate");
    }

    public boolean lessIsBetter() {
        return !metric.equals("accuracy");
    }
}
