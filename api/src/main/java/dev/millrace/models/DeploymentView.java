package dev.millrace.models;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/** An entry of a model's deployment history: from {@code created_at} on the version serves, until the next entry. */
@Schema(name = "Deployment")
record DeploymentView(
        UUID id,
        ModelId modelId,

        @Schema(example = "3") int version,

        @Schema(description = "immediate: at once, for every caller.")
        Strategy strategy,

        @Schema(description = "By request, by going back, or by a training's auto_deploy.")
        Deployment.Reason reason,

        @Schema(description = "Who or what ordered it.") String createdBy,

        Instant createdAt) {

    static DeploymentView of(Deployment deployment) {
        return new DeploymentView(
                deployment.id(),
                deployment.modelId(),
                deployment.version(),
                Strategy.IMMEDIATE,
                deployment.reason(),
                deployment.createdBy(),
                deployment.createdAt());
    }
}
