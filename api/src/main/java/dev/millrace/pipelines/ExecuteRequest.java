package dev.millrace.pipelines;

import dev.millrace.jobs.Priority;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run of a workflow. */
record ExecuteRequest(
        @Schema(description = "As the workflow's input_schema wants it; an empty object unless given.", type = "object")
        @Nullable
        JsonNode input,

        @Schema(description = "The newest unless given.", example = "null") @Nullable
        Integer version,

        @Schema(description = "normal unless given.") @Nullable
        Priority priority) {
    static final ExecuteRequest PLAIN = new ExecuteRequest(null, null, null);

    ExecuteRequest {
        if (input != null && !input.isNull() && !input.isObject()) {
            throw Problem.malformed("/input", "input is an object");
        }
    }

    RunRequest of(DefinitionId workflow) {
        return new RunRequest(workflow, version, input == null || input.isNull() ? null : input, null);
    }
}
