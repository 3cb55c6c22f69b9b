package dev.millrace.monitoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a look at a model begins or ends an episode. */
sealed interface Episode {
    /** Nothing to be told: nothing has changed, or nothing can be said. */
    record Unchanged() implements Episode {}

    record Raised(List<String> reasons) implements Episode {}

    record Resolved(String resolution) implements Episode {}

    /** @param open what was found before and is not over */
    static Episode of(AlertKind kind, MonitoringReport report, @Nullable Alert open) {
        Integer version = report.version();
        if (open != null && version != null && open.version() != version) {
            return new Resolved("version " + version + " serves in its place");
        }
        if (!told(kind, report)) {
            return new Unchanged();
        }
        List<String> reasons = reasons(kind, report);
        if (open == null) {
            return reasons.isEmpty() ? new Unchanged() : new Raised(reasons);
        }
        return reasons.isEmpty() ? new Resolved("within the thresholds again") : new Unchanged();
    }

    /** Whether the look had enough to go by. */
    private static boolean told(AlertKind kind, MonitoringReport report) {
        LabelReport labels = report.labels();
        return switch (kind) {
            case DRIFT -> report.compared();
            case PERFORMANCE -> labels != null && labels.labelled() >= LabelCheck.FEWEST;
        };
    }

    private static List<String> reasons(AlertKind kind, MonitoringReport report) {
        LabelReport labels = report.labels();
        return switch (kind) {
            case DRIFT ->
                report.drifting().stream()
                        .map(feature -> feature.name() + ": " + String.join("; ", feature.reasons()))
                        .limit(Alerts.MOST_REASONS)
                        .toList();
            case PERFORMANCE -> labels == null ? List.of() : labels.reasons();
        };
    }
}
