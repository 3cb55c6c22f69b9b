package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.millrace.agents.AgentDefinition.HttpTool;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.TestJobs;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.security.Role;
import dev.millrace.security.outbound.Outbound;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Calls tools as an agent's run does: those that its caller is offered, with arguments that fit. */
public final class ToolCalls {
    private final TestJobs jobs = new TestJobs();
    private final CallCheck check = new CallCheck(new SchemaCheck());
    private final Toolbox toolbox;
    private final AgentDefinition agent;

    public ToolCalls(List<AgentTool> tools) {
        this(tools, List.of(), AgentBench.OUTBOUND);
    }

    public ToolCalls(List<AgentTool> tools, List<HttpTool> own, Outbound outbound) {
        Map<String, Object> beans = new LinkedHashMap<>();
        tools.forEach(tool -> beans.put(tool.getClass().getSimpleName(), tool));
        toolbox = new Toolbox(new StaticListableBeanFactory(beans).getBeanProvider(AgentTool.class), outbound);
        AgentDefinition.Options usual = AgentDefinition.Options.USUAL;
        agent = new AgentDefinition(
                "caller",
                "Calls tools.",
                "Call them.",
                Json.parse("{}"),
                null,
                "default",
                List.copyOf(toolbox.names()),
                Set.of(),
                Map.of(),
                AgentDefinition.Limits.USUAL,
                new AgentDefinition.Options(false, usual.turnTimeout(), usual.approvalTimeout(), usual.window(), own));
    }

    /** A run under way for somebody of this role. */
    public Run by(TenantId tenant, Role role) {
        JobRef job = jobs.queued(tenant, JobKind.AGENT, Map.of());
        jobs.activities.running(job);
        return new Run(
                new AgentRun(job, agent, Json.parse("{}"), new AgentCaller("ann", role), null, false, null, null));
    }

    /** One of its runs. */
    public final class Run {
        private final AgentRun run;

        private Run(AgentRun run) {
            this.run = run;
        }

        public Set<String> offered() {
            return toolbox.offered(run).keySet();
        }

        /** What the model is given to read; {@code step} tells one call from another. */
        public String call(String step, String tool, String arguments) {
            var request = ToolExecutionRequest.builder().id(step).name(tool).arguments(arguments);
            return switch (check.of(request.build(), 1, toolbox.offered(run))) {
                case CallCheck.Verdict.Refused refused -> "refused: " + refused.reason();
                case CallCheck.Verdict.Allowed allowed ->
                    allowed.tool()
                            .use(
                                    new ToolContext(run.job(), step, run.caller(), null, () -> {}),
                                    CallCheck.parse(arguments));
            };
        }

        public String call(String tool, String arguments) {
            return call("1/1", tool, arguments);
        }
    }
}
