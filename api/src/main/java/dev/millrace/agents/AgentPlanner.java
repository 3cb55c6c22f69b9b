package dev.millrace.agents;

import dev.millrace.http.BodyParts;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.RunPlanner;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs of agents that are to be started later. */
@Component
final class AgentPlanner implements RunPlanner {
    private final BodyParts bodies;

    AgentPlanner(BodyParts bodies) {
        this.bodies = bodies;
    }

    @Override
    public JobKind kind() {
        return JobKind.AGENT;
    }

    @Override
    public Object plan(Caller caller, JsonNode request) {
        ExecuteAgentRequest asked = bodies.read("", request, ExecuteAgentRequest.class);
        if (asked.agent() == null || asked.agent().isBlank()) {
            throw Problem.invalid(
                    "/agent", "agent is required: the name of an agent, as GET /api/agents/list has them");
        }
        if (asked.streams()) {
            throw Problem.invalid("/stream", "nobody listens to a run that is started later: leave stream out");
        }
        Map<String, @Nullable Object> plan = new LinkedHashMap<>();
        plan.put("agent", asked.agent());
        plan.put("input", Objects.requireNonNullElseGet(object("/input", asked.input()), AgentPlanner::none));
        JsonNode context = object("/context", asked.context());
        if (context != null) {
            plan.put("context", context);
        }
        plan.put("model", asked.model());
        plan.put("priority", Objects.requireNonNullElse(asked.priority(), Priority.NORMAL));
        return plan;
    }

    private static JsonNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static @Nullable JsonNode object(String pointer, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isObject()) {
            throw Problem.malformed(pointer, pointer.substring(1) + " is an object");
        }
        return value;
    }
}
