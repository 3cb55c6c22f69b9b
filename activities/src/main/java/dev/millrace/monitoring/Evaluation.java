package dev.millrace.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A look at a model, as it is kept. */
public record Evaluation(
        UUID id, @Nullable Integer version, Instant at, Instant since, long samples, Verdict verdict, Summary summary) {
    /**
     * What is kept of the report.
     *
     * @param drifting the names of the features, and of the output, that drift, at most {@link Alerts#MOST_REASONS}
     * @param maxPsi the largest one; null when nothing was compared
     */
    public record Summary(
            @Nullable String detail,
            List<String> drifting,
            @Nullable Double maxPsi,
            @Nullable LabelReport labels,
            @Nullable TrafficSummary traffic) {
        public Summary {
            drifting = List.copyOf(drifting);
        }
    }
}
