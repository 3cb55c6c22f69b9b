package dev.millrace.schedules;

import dev.millrace.agents.AgentCaller;
import dev.millrace.agents.AgentDefinition;
import dev.millrace.agents.AgentOrder;
import dev.millrace.agents.AgentSubmissions;
import dev.millrace.agents.Agents;
import dev.millrace.agents.NewAgentRun;
import dev.millrace.jobs.JobKind;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Runs of agents by schedule, each of the agent as it is when its time comes. */
@Component
final class ScheduledAgent implements ScheduledKind {
    private final ObjectProvider<Agents> agents;
    private final ObjectProvider<AgentSubmissions> submissions;

    /** Both asked for late: agents may use what runs jobs. */
    ScheduledAgent(ObjectProvider<Agents> agents, ObjectProvider<AgentSubmissions> submissions) {
        this.agents = agents;
        this.submissions = submissions;
    }

    @Override
    public JobKind kind() {
        return JobKind.AGENT;
    }

    @Override
    public JobStep.Child child(TenantId tenant, Planner planner, JsonNode plan) {
        AgentPlan asked = Json.read(plan, AgentPlan.class);
        AgentDefinition known = agents.getObject().get(tenant, asked.agent());
        agents.getObject().check(tenant, known.name(), asked.input());
        AgentDefinition agent = asked.model() == null ? known : known.asking(asked.model());
        AgentOrder order = AgentOrder.of(agent, asked.input()).knowing(asked.context());
        NewAgentRun run = submissions.getObject().prepared(new AgentCaller(planner.actor(), planner.role()), order);
        return new JobStep.Child(run.name(), run.request(), run.also()::write);
    }

    record AgentPlan(
            String agent,
            JsonNode input,
            @Nullable JsonNode context,
            @Nullable String model) {}
}
