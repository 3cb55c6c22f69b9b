package dev.millrace.jobs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run of any kind. Runs that talk to no language model have no conversation, use no tokens and cost nothing; those of
 * its parts are in {@code tokensUsed} and {@code cost}, which is in USD. */
public record RunView(
        JobId id,
        String tenantId,
        JobKind workflowType,
        JobStatus status,
        double progress,
        JsonNode inputData,
        JsonNode result,
        List<RunMemory.Message> conversationMemory,
        List<RunStepView> executionSteps,
        long tokensUsed,
        String cost,
        String workflowId,
        @Nullable String runId,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable JobFailure error,

        @Schema(description = "The schedule that it is a run of; null when somebody started it.") @Nullable
        UUID scheduleId,

        @Schema(description = "The time of the schedule that it is for.") @Nullable
        Instant scheduledFor,

        Links links) {
    private static final int CENTS = 2;

    static RunView of(
            Job job, List<RunStepView> steps, List<RunMemory.Message> memory, RunSpending.Spent spent, Links links) {
        return new RunView(
                job.ref().job(),
                job.ref().tenant().value(),
                job.kind(),
                job.status(),
                job.progress(),
                job.request(),
                job.result(),
                memory,
                steps,
                spent.tokens(),
                text(spent.cost()),
                job.workflowId(),
                job.runId(),
                job.createdAt(),
                job.startedAt(),
                job.completedAt(),
                job.error(),
                job.occasion() == null ? null : job.occasion().schedule(),
                job.occasion() == null ? null : job.occasion().time(),
                links);
    }

    private static String text(BigDecimal cost) {
        BigDecimal plain = cost.stripTrailingZeros();
        return plain.setScale(Math.max(CENTS, plain.scale())).toPlainString();
    }
}
