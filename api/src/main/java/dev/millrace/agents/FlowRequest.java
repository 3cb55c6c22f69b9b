package dev.millrace.agents;

import dev.millrace.agents.flows.Flow;
import dev.millrace.http.CamelCase;
import dev.millrace.jobs.Priority;
import dev.millrace.problems.Placed;
import dev.millrace.problems.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Several agents at one task. */
@CamelCase
record FlowRequest(
        @Schema(description = "The agents, in their order.") List<FlowMember> workflow,

        @Schema(description = "sequence unless given.") Flow.@Nullable Mode mode,

        @Schema(description = "The task, for those who have no input of their own.", type = "object") @Nullable
        JsonNode input,

        @Schema(description = "Which model decides whose turn it is (supervisor, handoff); default unless given.")
        @Nullable
        String model,

        @Schema(description = "How often somebody is asked (supervisor, handoff); 10 unless given.", example = "null")
        @Nullable
        Integer maxTurns,

        @Schema(
                description =
                        "The agent that is given the task alone when they come to no result; the last unless given.",
                example = "null")
        @Nullable
        String fallback,

        @Schema(
                description = "How long a person, and after that an admin, has to take over; PT4H unless given.",
                type = "string",
                example = "null")
        @Nullable
        Duration deadline,

        @Schema(description = "normal unless given.") @Nullable
        Priority priority) {

    /** One agent; {@code input} null: the task and what was found before. */
    @CamelCase
    record FlowMember(
            @Schema(description = "What its result is called.", pattern = "^[a-z][a-z0-9_]{0,39}$")
            String name,

            String agent,
            @Schema(type = "object") @Nullable JsonNode input) {}

    Flow flow() {
        if (workflow == null || workflow.isEmpty()) {
            throw Problem.invalid("/workflow", "workflow is a list of {name, agent, input}, at least one");
        }
        List<Flow.Member> members = new ArrayList<>();
        for (int i = 0; i < workflow.size(); i++) {
            FlowMember member = workflow.get(i);
            if (member == null) {
                throw Problem.invalid("/workflow/" + i, "each is an object {name, agent, input}");
            }
            members.add(
                    Placed.at("/workflow/" + i, () -> new Flow.Member(member.name(), member.agent(), member.input())));
        }
        return Flow.of(members, mode, input, model, maxTurns, fallback, deadline);
    }
}
