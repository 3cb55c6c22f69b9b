package dev.millrace.agents;

import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.RunForker;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs of agents from one of their steps. */
@Component
final class AgentRunForker implements RunForker {
    private final AgentForks forks;

    AgentRunForker(AgentForks forks) {
        this.forks = forks;
    }

    @Override
    public JobKind kind() {
        return JobKind.AGENT;
    }

    @Override
    public Job fork(Caller caller, JobId run, Order order, @Nullable String idempotencyKey) {
        if (order.document() != null) {
            throw Problem.invalid("/changes/document", "the run of an agent has no document; its input can be changed");
        }
        return forks.fork(
                caller.tenant(),
                new AgentCaller(caller.actor(), caller.role()),
                run,
                new AgentForks.Fork(
                        order.fromStep(), order.input(), order.priority(), TraceFilter.current(), idempotencyKey));
    }
}
