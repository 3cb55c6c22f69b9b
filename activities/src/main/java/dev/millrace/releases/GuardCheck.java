package dev.millrace.releases;

import dev.millrace.prediction.PredictionCounts;
import dev.millrace.prediction.TrafficCount;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Holds a canary against its guard. Requests count since the step began, so that a step is judged by its own load; feedback,
 * which comes late, since the rollout began.
 */
@Component
final class GuardCheck {
    private static final double P95 = 0.95;

    private final PredictionCounts counts;
    private final FeedbackCounts feedback;

    GuardCheck(PredictionCounts counts, FeedbackCounts feedback) {
        this.counts = counts;
        this.feedback = feedback;
    }

    Verdict check(Guard guard, Sides sides) {
        if (guard.fromFeedback()) {
            Labelled labelled = feedback.of(sides.challenger(), sides.classes());
            return verdict(guard, labelled.n(), "predictions with feedback", labelled.metric(guard.metric()));
        }
        TrafficCount count = counts.ofStage(sides.challenger());
        double value = guard.metric().equals("error_rate")
                ? count.errorRate()
                : count.latencies().quantile(P95);
        return verdict(guard, count.requests(), "requests", value);
    }

    static Verdict verdict(Guard guard, long samples, String unit, double value) {
        if (samples < guard.minSamples()) {
            return new Verdict(
                    Verdict.Kind.WAITING,
                    guard.metric() + " is known after " + guard.minSamples() + " " + unit + ", there are " + samples);
        }
        // NaN is out of any bounds: a metric that cannot be told is no reason to go on.
        boolean fine = guard.allows(value);
        String detail = String.format(Locale.ROOT, "%s is %.4g over %d %s", guard.metric(), value, samples, unit);
        return fine
                ? new Verdict(Verdict.Kind.FINE, detail)
                : new Verdict(Verdict.Kind.BREACHED, detail + ", and has to be " + guard.bound());
    }
}
