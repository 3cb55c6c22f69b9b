package dev.millrace.pipelines;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A workflow that a user wrote. */
@Schema(name = "Workflow")
record WorkflowView(
        @Schema(description = "A UUIDv7.", example = "019a1f7e-6c2b-7d3a-9c44-0b7a2f6f5a10")
        DefinitionId id,

        @Schema(description = "Unique in the workspace.", example = "nightly_retrain")
        String name,

        @Nullable String description,

        @Schema(description = "The newest.", example = "3") int version,

        @Schema(description = "The document of the newest version; null in lists.", type = "object") @Nullable
        JsonNode document,

        StatisticsView statistics,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {
    static WorkflowView of(Definition definition, @Nullable JsonNode document, RunStatistics statistics) {
        return new WorkflowView(
                definition.id(),
                definition.name(),
                definition.description(),
                definition.version(),
                document,
                StatisticsView.of(statistics),
                definition.createdBy(),
                definition.createdAt(),
                definition.updatedAt());
    }
}
