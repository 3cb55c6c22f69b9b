package dev.millrace.pipelines;

import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.JsonNode;

/** An answer to a step that waits. */
record AnswerRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "The id of the step, as execution_steps show it.",
                example = "approve")
        String step,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description =
                        "Of an approval: approved, comment, and the fields of its answer_schema. Of a wait for an event: the event's data.",
                example = "{\"approved\": true, \"comment\": \"looks right\"}",
                type = "object")
        JsonNode input) {
    AnswerRequest {
        if (step == null || step.isBlank()) {
            throw Problem.invalid("/step", "step is required: the id of a step that waits");
        }
        if (input == null || !input.isObject()) {
            throw Problem.invalid("/input", "input is required: an object, such as {\"approved\": true}");
        }
    }
}
