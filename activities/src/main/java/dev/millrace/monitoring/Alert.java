package dev.millrace.monitoring;

import dev.millrace.jobs.JobId;
import dev.millrace.models.ModelId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An episode in which something was wrong with a model: raised once, however many looks find it, and resolved once.
 *
 * @param resolution why it is over; null while it is not
 * @param retraining the job that it has started
 */
public record Alert(
        UUID id,
        ModelId modelId,
        int version,
        AlertKind kind,
        List<String> reasons,
        Instant raisedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolution,
        @Nullable JobId retraining) {
    public Alert {
        reasons = List.copyOf(reasons);
    }
}
