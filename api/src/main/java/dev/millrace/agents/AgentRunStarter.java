package dev.millrace.agents;

import dev.millrace.http.BodyParts;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunOrder;
import dev.millrace.jobs.RunStarter;
import dev.millrace.problems.Placed;
import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Agents among the runs of every kind. */
@Component
final class AgentRunStarter implements RunStarter {
    private final AgentStarts starts;
    private final BodyParts bodies;

    AgentRunStarter(AgentStarts starts, BodyParts bodies) {
        this.starts = starts;
        this.bodies = bodies;
    }

    @Override
    public JobKind kind() {
        return JobKind.AGENT;
    }

    @Override
    public Job start(Caller caller, RunOrder order, @Nullable String idempotencyKey) {
        ExecuteAgentRequest request = bodies.read("/input", order.body(), ExecuteAgentRequest.class);
        return Placed.at("/input", () -> starts.start(caller, request, idempotencyKey));
    }
}
