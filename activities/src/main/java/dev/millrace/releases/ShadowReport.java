package dev.millrace.releases;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What a shadow has shown: how far it agrees with the answers given, and how feedback judges both. */
@Component
final class ShadowReport {
    private final FeedbackCounts feedback;

    ShadowReport(FeedbackCounts feedback) {
        this.feedback = feedback;
    }

    /**
     * {@code agreement} is the share of equal labels over {@code rows}, of values the mean distance. {@code labelled} counts the
     * rows of the shadow for which feedback has come.
     */
    record Shown(
            long rows,
            double agreement,
            long labelled,
            Map<String, Double> champion,
            Map<String, Double> challenger,
            String summary) {}

    Shown of(RolloutRequest request) {
        Sides sides = Sides.of(request, 0);
        FeedbackCounts.Agreement agreement = feedback.agreement(sides.challenger(), sides.classes());
        Labelled challenger = feedback.of(sides.challenger(), sides.classes());
        Labelled champion = feedback.of(sides.champion(), sides.classes());
        String how = sides.classes()
                ? String.format(Locale.ROOT, "the same label for %.4g %% of", 100 * agreement.value())
                : String.format(Locale.ROOT, "a mean distance of %.4g over", agreement.value());
        return new Shown(
                agreement.rows(),
                agreement.value(),
                challenger.n(),
                metrics(champion, sides.classes()),
                metrics(challenger, sides.classes()),
                how + " " + agreement.rows() + " rows; feedback on " + challenger.n() + " of them");
    }

    private static Map<String, Double> metrics(Labelled labelled, boolean classes) {
        Map<String, Double> metrics = new TreeMap<>();
        for (String name : classes ? new String[] {"accuracy", "f1"} : new String[] {"rmse", "mae"}) {
            double value = labelled.metric(name);
            if (Double.isFinite(value)) {
                metrics.put(name, value);
            }
        }
        return metrics;
    }
}
