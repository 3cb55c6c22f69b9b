package dev.millrace.jobs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run of any kind. Runs that talk to no language model have no conversation, use no tokens and cost nothing. */
public record RunView(
        JobId id,
        String tenantId,
        JobKind workflowType,
        JobStatus status,
        double progress,
        JsonNode inputData,
        JsonNode result,
        List<Object> conversationMemory,
        List<RunStepView> executionSteps,
        long tokensUsed,
        String cost,
        String workflowId,
        @Nullable String runId,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable JobFailure error,
        Links links) {
    private static final String NOTHING = "0.00";

    static RunView of(Job job, List<RunStepView> steps, Links links) {
        return new RunView(
                job.ref().job(),
                job.ref().tenant().value(),
                job.kind(),
                job.status(),
                job.progress(),
                job.request(),
                job.result(),
                List.of(),
                steps,
                0,
                NOTHING,
                job.workflowId(),
                job.runId(),
                job.createdAt(),
                job.startedAt(),
                job.completedAt(),
                job.error(),
                links);
    }
}
