package dev.millrace.monitoring;

import java.util.List;
import java.util.Map;

/**
 * How good the answers were of which feedback has said what was right.
 *
 * @param metrics of those answers: accuracy, or rmse and mae
 * @param registered the version's metrics of the same names, as they were when it was registered
 * @param reasons why it is degraded; empty when it is not, or too few are labelled to say
 */
public record LabelReport(
        long labelled, Map<String, Double> metrics, Map<String, Double> registered, List<String> reasons) {
    public LabelReport {
        metrics = Map.copyOf(metrics);
        registered = Map.copyOf(registered);
        reasons = List.copyOf(reasons);
    }

    public boolean degraded() {
        return !reasons.isEmpty();
    }
}
