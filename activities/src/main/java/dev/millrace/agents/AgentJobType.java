package dev.millrace.agents;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobType;
import dev.millrace.tenancy.TenantTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An agent's workflow carries what of its definition steers it; all that is said stays in the database. */
@Component
final class AgentJobType implements JobType {
    private final TenantTransactions transactions;
    private final RunCaps caps;

    AgentJobType(TenantTransactions transactions, RunCaps caps) {
        this.transactions = transactions;
        this.caps = caps;
    }

    @Override
    public JobKind kind() {
        return JobKind.AGENT;
    }

    @Override
    public Class<?> workflow() {
        return AgentWorkflow.class;
    }

    @Override
    public Object argument(Job job) {
        return transactions.in(job.ref().tenant(), jdbc -> argument(jdbc, job));
    }

    @Override
    public Object argument(JdbcClient jdbc, Job job) {
        return new AgentRequest(
                job.ref(), AgentRuns.get(jdbc, job.ref()).definition().plan(), null);
    }

    @Override
    public String model(Job job) {
        return "";
    }

    /** Nobody is asked any more, and nothing spent. */
    @Override
    public void ended(JdbcClient jdbc, JobRef job) {
        AgentWaits.closeAll(jdbc, job);
        caps.forget(jdbc, job);
    }
}
