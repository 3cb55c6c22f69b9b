package dev.millrace.monitoring;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a look at a model has found. */
record EvaluationView(
        UUID id,
        @Nullable Integer version,
        Instant at,
        Instant since,
        long samples,
        @Schema(description = Described.VERDICT) Verdict verdict,
        @Nullable String detail,
        List<String> drifting,
        @Nullable Double maxPsi,
        @Nullable LabelReport labels,
        @Nullable TrafficSummary traffic) {
    static EvaluationView of(Evaluation evaluation) {
        Evaluation.Summary summary = evaluation.summary();
        return new EvaluationView(
                evaluation.id(),
                evaluation.version(),
                evaluation.at(),
                evaluation.since(),
                evaluation.samples(),
                evaluation.verdict(),
                summary.detail(),
                summary.drifting(),
                summary.maxPsi(),
                summary.labels(),
                summary.traffic());
    }
}
