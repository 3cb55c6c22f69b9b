package dev.millrace.releases;

import dev.millrace.problems.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version that is being rolled out must keep to, {@code atMost} or {@code atLeast}. Requests decide about
 * {@code error_rate} and {@code latency_p95} (milliseconds); feedback about the others. It holds once
 * {@code minSamples} requests, or predictions with feedback, are there.
 */
public record Guard(
        String metric, @Nullable Double atMost, @Nullable Double atLeast, Long minSamples) {
    public static final List<String> TRAFFIC_METRICS = List.of("error_rate", "latency_p95");
    public static final List<String> LABEL_METRICS =
            List.of("accuracy", "precision", "recall", "f1", "rmse", "mae", "r2");
    private static final long USUAL_SAMPLES = 100;
    private static final long MOST_SAMPLES = 10_000_000;

    public Guard {
        if (metric == null || !(TRAFFIC_METRICS.contains(metric) || LABEL_METRICS.contains(metric))) {
            throw Problem.invalid(
                    "/guard/metric",
                    "metric is one of " + String.join(", ", TRAFFIC_METRICS) + ", " + String.join(", ", LABEL_METRICS));
        }
        if ((atMost == null) == (atLeast == null)) {
            throw Problem.invalid("/guard/at_most", "a guard has either at_most or at_least");
        }
        if (!Double.isFinite(bound(atMost, atLeast))) {
            throw Problem.invalid("/guard/at_most", "the bound of a guard is a number");
        }
        minSamples = minSamples == null ? Long.valueOf(USUAL_SAMPLES) : minSamples;
        if (minSamples < 1 || minSamples > MOST_SAMPLES) {
            throw Problem.invalid("/guard/min_samples", "min_samples is 1 to " + MOST_SAMPLES);
        }
    }

    public boolean fromFeedback() {
        return LABEL_METRICS.contains(metric);
    }

    public boolean allows(double value) {
        return atMost == null ? value >= bound(atMost, atLeast) : value <= bound(atMost, atLeast);
    }

    /** As a person would say it: "at most 0.05". */
    public String bound() {
        return (atMost == null ? "at least " : "at most ") + bound(atMost, atLeast);
    }

    private static double bound(@Nullable Double atMost, @Nullable Double atLeast) {
        if (atMost != null) {
            return atMost;
        }
        return atLeast == null ? Double.NaN : atLeast;
    }
}
