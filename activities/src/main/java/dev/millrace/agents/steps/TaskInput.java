package dev.millrace.agents.steps;

import dev.millrace.agents.AgentDefinition;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent is asked. Of a task that several agents share it takes what its schema knows; the rest, and what others have
 * found, is its context. An agent that needs a {@code text} and is given none takes the context as one.
 */
record TaskInput(JsonNode input, @Nullable JsonNode context) {
    private static final String TEXT = "text";

    static TaskInput of(
            AgentDefinition agent, @Nullable JsonNode input, @Nullable JsonNode task, @Nullable JsonNode context) {
        if (task == null || task.isNull()) {
            return new TaskInput(input == null || input.isNull() ? empty() : input, context);
        }
        if (input != null && !input.isNull()) {
            throw Problem.invalid("/task", "an agent is given either an input or a task");
        }
        JsonNode known = agent.inputSchema().path("properties");
        ObjectNode taken = empty();
        ObjectNode more = context instanceof ObjectNode found ? found.deepCopy() : empty();
        task.forEachEntry((name, value) -> (known.has(name) ? taken : more).set(name, value));
        boolean wantsText = known.has(TEXT) && taken.isEmpty() && !more.isEmpty();
        if (wantsText) {
            taken.put(TEXT, Json.write(more));
        }
        return new TaskInput(taken, more);
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
