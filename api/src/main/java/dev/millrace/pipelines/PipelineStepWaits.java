package dev.millrace.pipelines;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.StepWait;
import dev.millrace.jobs.StepWaits;
import dev.millrace.pipelines.Waits.Waiting;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the steps of a pipeline's run wait for, without what is nobody's business. */
@Component
final class PipelineStepWaits implements StepWaits {
    private final Waits waits;

    PipelineStepWaits(Waits waits) {
        this.waits = waits;
    }

    @Override
    public Map<String, StepWait> of(JobRef run) {
        return waits.list(run).stream().collect(Collectors.toMap(Waiting::path, PipelineStepWaits::view));
    }

    private static StepWait view(Waiting wait) {
        JsonNode spec = wait.spec();
        boolean asks = wait.kind().equals("approval");
        return new StepWait(
                wait.kind(),
                text(spec, "prompt"),
                asks ? spec.path("role").asString("operator") : null,
                spec.hasNonNull("approvers") ? spec.get("approvers") : null,
                spec.hasNonNull("answer_schema") ? spec.get("answer_schema") : null,
                text(spec, "event"),
                wait.openedAt(),
                wait.expiresAt());
    }

    private static @Nullable String text(JsonNode spec, String field) {
        return spec.path(field).isString() ? spec.get(field).asString() : null;
    }
}
