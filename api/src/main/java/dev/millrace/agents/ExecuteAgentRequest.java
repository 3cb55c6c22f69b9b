package dev.millrace.agents;

import dev.millrace.http.CamelCase;
import dev.millrace.jobs.Priority;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A question to an agent. */
@CamelCase
record ExecuteAgentRequest(
        @Schema(description = "Its name, as GET /api/agents/list has it.", example = "leadQualification")
        String agent,

        @Schema(description = "As the agent's input schema wants it.", type = "object") @Nullable
        JsonNode input,

        @Schema(description = "What it should know besides.", type = "object") @Nullable
        JsonNode context,

        @Schema(description = "Instead of the agent's own: a route or provider/model.", example = "null") @Nullable
        String model,

        @Schema(description = "The answer is the run's events as they come, its words among them. false unless given.")
        @Nullable
        Boolean stream,

        @Schema(description = "normal unless given.") @Nullable
        Priority priority) {

    boolean streams() {
        return Boolean.TRUE.equals(stream);
    }
}
