package dev.millrace.monitoring;

import dev.millrace.jobs.JobId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An episode in which something was wrong with a model, and who was told. */
record AlertView(
        UUID id,
        int version,

        @Schema(
                description =
                        "drift: what it is asked or answers is not as in the baseline. performance: labelled answers are worse than at its registration.")
        AlertKind kind,

        List<String> reasons,
        Instant raisedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolution,
        @Nullable JobId retrainingId,
        List<AlertWebhooks.Sent> webhooks) {
    static AlertView of(Alert alert, List<AlertWebhooks.Sent> webhooks) {
        return new AlertView(
                alert.id(),
                alert.version(),
                alert.kind(),
                alert.reasons(),
                alert.raisedAt(),
                alert.resolvedAt(),
                alert.resolution(),
                alert.retraining(),
                webhooks);
    }
}
