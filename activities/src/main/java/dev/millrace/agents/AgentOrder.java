package dev.millrace.agents;

import dev.millrace.jobs.Priority;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run of an agent that is asked for; {@code stream}: whether the words of its model are shown as they come.
 * {@code context}: what it is told besides its input, such as what others have found; an object.
 */
public record AgentOrder(
        AgentDefinition agent,
        JsonNode input,
        boolean stream,
        Priority priority,
        @Nullable String traceId,
        @Nullable String idempotencyKey,
        @Nullable JsonNode context) {
    /** The member of a run's input that holds the context. */
    public static final String CONTEXT = "context";

    public static AgentOrder of(AgentDefinition agent, JsonNode input) {
        return new AgentOrder(agent, input, false, Priority.NORMAL, null, null, null);
    }

    public AgentOrder knowing(@Nullable JsonNode more) {
        return new AgentOrder(agent, input, stream, priority, traceId, idempotencyKey, more);
    }
}
