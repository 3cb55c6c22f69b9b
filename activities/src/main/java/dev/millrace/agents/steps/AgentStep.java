package dev.millrace.agents.steps;

import dev.millrace.agents.AgentCaller;
import dev.millrace.agents.AgentDefinition;
import dev.millrace.agents.AgentOrder;
import dev.millrace.agents.AgentOutcome;
import dev.millrace.agents.AgentSubmissions;
import dev.millrace.agents.Agents;
import dev.millrace.agents.NewAgentRun;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.pipelines.steps.StepJson;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks an agent: a durable run of its own, which acts as whoever started the workflow, with what starting one takes. */
@Component
final class AgentStep implements JobStep {
    private final ObjectProvider<Agents> agents;
    private final ObjectProvider<AgentSubmissions> submissions;

    /** Both asked for late: agents may use what runs workflows. */
    AgentStep(ObjectProvider<Agents> agents, ObjectProvider<AgentSubmissions> submissions) {
        this.agents = agents;
        this.submissions = submissions;
    }

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public String description() {
        return "Asks an agent, which may use its tools; gives its result.";
    }

    @Override
    public JsonNode withSchema() {
        return Json.parse("""
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["agent"],
                  "properties": {
                    "agent": {"type": "string", "minLength": 1, "maxLength": 100,
                      "description": "Its name, as GET /api/agents/list has it."},
                    "input": {"type": "object", "description": "As the agent's input schema wants it.", "default": {}},
                    "task": {"type": "object",
                      "description": "Instead of an input: what the agent takes of it is its input, the rest its context."},
                    "context": {"type": "object",
                      "description": "What it should know besides, such as what others have found."},
                    "model": {"type": "string", "minLength": 1, "maxLength": 200,
                      "description": "Instead of the agent's own: a route or provider/model."}
                  }
                }""");
    }

    @Override
    public JsonNode outputSchema() {
        return Json.parse("""
                {
                  "type": "object",
                  "required": ["result", "meta"],
                  "properties": {
                    "result": {"description": "As the agent's output schema says, or its text."},
                    "meta": {"type": "object", "description": "Where it came from and what it took."}
                  }
                }""");
    }

    @Override
    public JobKind kind() {
        return JobKind.AGENT;
    }

    @Override
    public Child child(StepContext step, JsonNode with) {
        With asked = StepJson.read(with, With.class);
        AgentDefinition known = agents.getObject().get(step.tenant(), asked.agent());
        AgentDefinition agent = asked.model() == null ? known : known.asking(asked.model());
        TaskInput given = TaskInput.of(agent, asked.input(), asked.task(), asked.context());
        AgentOrder order = AgentOrder.of(agent, given.input()).knowing(given.context());
        NewAgentRun run = submissions.getObject().prepared(new AgentCaller(step.actor(), Role.OPERATOR), order);
        return new Child(run.name(), run.request(), run.also()::write);
    }

    @Override
    public JsonNode output(Job completed) {
        return Json.tree(AgentOutcome.of(completed));
    }

    record With(
            String agent,
            @Nullable JsonNode input,
            @Nullable JsonNode task,
            @Nullable JsonNode context,
            @Nullable String model) {}
}
