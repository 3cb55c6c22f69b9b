package dev.millrace.pipelines;

import dev.millrace.jobs.Priority;
import dev.millrace.jobs.RunForker;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where to leave an earlier run. */
record ForkRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description =
                        "Of a pipeline, a step of the outermost block: it is done again, and with it all that depends on it. Of an agent, the step in which its model is asked afresh: model_3.",
                example = "evaluate")
        String fromStep,

        @Nullable Changes changes,

        @Schema(description = "As the run's unless given.") @Nullable
        Priority priority) {
    ForkRequest {
        if (fromStep == null || fromStep.isBlank()) {
            throw Problem.invalid("/from_step", "from_step is required: the id of a step of the outermost block");
        }
    }

    RunForker.Order order() {
        Fork fork = fork();
        return new RunForker.Order(fork.fromStep(), fork.input(), fork.document(), priority);
    }

    Fork fork() {
        return new Fork(
                fromStep,
                changes == null ? null : given(changes.input()),
                changes == null ? null : given(changes.document()));
    }

    private static @Nullable JsonNode given(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value;
    }

    /** What is to be other than in the earlier run. */
    @Schema(name = "ForkChanges")
    record Changes(
            @Schema(description = "In place of the run's input.", type = "object") @Nullable
            JsonNode input,

            @Schema(description = "A whole document in place of the run's.", type = "object") @Nullable
            JsonNode document) {}
}
