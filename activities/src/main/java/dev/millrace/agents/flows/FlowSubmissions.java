package dev.millrace.agents.flows;

import dev.millrace.agents.Agents;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.pipelines.RunSubmissions;
import dev.millrace.pipelines.SubmitOptions;
import dev.millrace.problems.Placed;
import dev.millrace.tenancy.TenantId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Accepts flows of several agents: runs of the pipelines' engine, of the kind {@code multi_agent}. */
@Component
public final class FlowSubmissions {
    private final Agents agents;
    private final RunSubmissions submissions;

    FlowSubmissions(Agents agents, RunSubmissions submissions) {
        this.agents = agents;
        this.submissions = submissions;
    }

    /** @throws dev.millrace.problems.Problem NOT_FOUND when the workspace has no such agent */
    public Job submit(TenantId tenant, Flow flow, SubmitOptions options) {
        List<Flow.Member> members = flow.members();
        for (int i = 0; i < members.size(); i++) {
            String agent = members.get(i).agent();
            Placed.at("/workflow/" + i + "/agent", () -> agents.get(tenant, agent));
        }
        Placed.at("/fallback", () -> agents.get(tenant, flow.fallback()));
        return submissions.startOnce(
                tenant, JobKind.MULTI_AGENT, FlowDocument.of(flow), FlowDocument.input(flow), flow, options);
    }
}
