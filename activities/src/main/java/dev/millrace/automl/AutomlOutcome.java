package dev.millrace.automl;

import dev.millrace.jobs.JobId;
import dev.millrace.models.ModelId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an AutoML job's row says of its result so far. */
public record AutomlOutcome(
        @Nullable JobId studyId,
        List<Choice.Member> members,
        Map<String, Double> validationMetrics,
        @Nullable String reason,
        Map<String, Double> metrics,
        @Nullable ModelId modelId,
        @Nullable Integer modelVersion,
        @Nullable Boolean deployed) {
    public AutomlOutcome {
        members = members == null ? List.of() : List.copyOf(members);
        validationMetrics = validationMetrics == null ? Map.of() : validationMetrics;
        metrics = metrics == null ? Map.of() : metrics;
    }
}
