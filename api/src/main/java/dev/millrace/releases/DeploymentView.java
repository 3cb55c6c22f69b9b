package dev.millrace.releases;

import dev.millrace.jobs.JobId;
import dev.millrace.models.Deployment;
import dev.millrace.models.ModelId;
import dev.millrace.models.Split;
import dev.millrace.models.Strategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry of a model's deployment history. */
@Schema(name = "Deployment")
record DeploymentView(
        UUID id,
        ModelId modelId,

        @Schema(example = "3") int version,

        @Schema(description = "How it takes over, or took over.")
        Strategy strategy,

        @Schema(
                description =
                        "rolling_out: under way. served: it serves, or served until the next such entry. rolled_back: traffic went back to the version before. concluded: a comparison that put nothing into service.")
        Deployment.State state,

        @Schema(
                description = "The share of the callers that it answers now: 1 for the version that serves alone.",
                minimum = "0",
                maximum = "1",
                example = "0.25")
        double traffic,

        @Schema(description = "By request, by going back, by a training's auto_deploy, or by a rollout.")
        Deployment.Reason reason,

        @Schema(description = "Why a rollout ended as it did.", example = "null") @Nullable
        String detail,

        @Schema(description = "The rollout's job.", example = "null") @Nullable
        JobId jobId,

        @Schema(description = "Who or what ordered it.") String createdBy,

        Instant createdAt,

        @Schema(description = "When a rollout ended.", example = "null") @Nullable
        Instant decidedAt) {

    /**
     * @param serving the entry that serves now, null when none does
     * @param split how traffic is shared out now, null when it is not
     */
    static DeploymentView of(Deployment entry, @Nullable Deployment serving, @Nullable Split split) {
        return new DeploymentView(
                entry.id(),
                entry.modelId(),
                entry.version(),
                entry.strategy(),
                entry.state(),
                traffic(entry, serving, split),
                entry.reason(),
                entry.detail(),
                entry.rollout(),
                entry.createdBy(),
                entry.createdAt(),
                entry.decidedAt());
    }

    private static double traffic(Deployment entry, @Nullable Deployment serving, @Nullable Split split) {
        double challenger = split == null || split.shadow() ? 0 : split.share();
        return switch (entry.state()) {
            case ROLLING_OUT -> challenger;
            case SERVED -> Objects.equals(entry.id(), serving == null ? null : serving.id()) ? 1 - challenger : 0;
            case ROLLED_BACK, CONCLUDED -> 0;
        };
    }
}
