package dev.millrace.pipelines;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A version of a workflow, which never changes. */
@Schema(name = "WorkflowVersion")
record WorkflowVersionView(
        DefinitionId workflowId,
        int version,

        @Schema(
                description = "How it was written.",
                allowableValues = {"json", "yaml"})
        String format,

        @Schema(description = "Null in lists.", type = "object") @Nullable
        JsonNode document,

        String createdBy,
        Instant createdAt) {
    static WorkflowVersionView of(DefinitionVersion version) {
        return new WorkflowVersionView(
                version.workflow(),
                version.version(),
                version.format().name().toLowerCase(Locale.ROOT),
                version.document(),
                version.createdBy(),
                version.createdAt());
    }

    static WorkflowVersionView brief(DefinitionVersion version) {
        WorkflowVersionView full = of(version);
        return new WorkflowVersionView(
                full.workflowId(), full.version(), full.format(), null, full.createdBy(), full.createdAt());
    }
}
