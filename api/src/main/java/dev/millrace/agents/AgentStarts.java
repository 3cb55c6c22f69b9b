package dev.millrace.agents;

import dev.millrace.agents.flows.FlowSubmissions;
import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.Priority;
import dev.millrace.pipelines.SubmitOptions;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Starts agents and flows of agents as callers ask for them. */
@Component
final class AgentStarts {
    private final Agents agents;
    private final AgentSubmissions submissions;
    private final FlowSubmissions flows;

    AgentStarts(Agents agents, AgentSubmissions submissions, FlowSubmissions flows) {
        this.agents = agents;
        this.submissions = submissions;
        this.flows = flows;
    }

    Job start(Caller caller, ExecuteAgentRequest request, @Nullable String idempotencyKey) {
        if (request.agent() == null || request.agent().isBlank()) {
            throw Problem.invalid(
                    "/agent", "agent is required: the name of an agent, as GET /api/agents/list has them");
        }
        AgentDefinition known = agents.get(caller.tenant(), request.agent());
        JsonNode input = object("/input", request.input());
        agents.check(caller.tenant(), known.name(), input);
        AgentOrder order = new AgentOrder(
                        request.model() == null ? known : known.asking(request.model()),
                        input,
                        request.streams(),
                        Objects.requireNonNullElse(request.priority(), Priority.NORMAL),
                        TraceFilter.current(),
                        idempotencyKey,
                        null)
                .knowing(request.context() == null ? null : object("/context", request.context()));
        return submissions.submit(caller.tenant(), new AgentCaller(caller.actor(), caller.role()), order);
    }

    Job start(Caller caller, FlowRequest request, @Nullable String idempotencyKey) {
        SubmitOptions options =
                new SubmitOptions(request.priority(), caller.actor(), TraceFilter.current(), idempotencyKey);
        return flows.submit(caller.tenant(), request.flow(), options);
    }

    private static JsonNode object(String pointer, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!value.isObject()) {
            throw Problem.malformed(pointer, pointer.substring(1) + " is an object");
        }
        return value;
    }
}
