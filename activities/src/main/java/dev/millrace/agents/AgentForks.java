package dev.millrace.agents;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactOwner;
import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Submission;
import dev.millrace.problems.Problem;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * New runs that take over what an earlier run has recorded: before the step, a question that is the same as then has the
 * answer that it had then, and a call of a tool the result; what differs, and all from the step on, is asked afresh.
 */
@Component
public final class AgentForks {
    private static final Pattern STEP = Pattern.compile("model_([1-9][0-9]{0,5})");

    private final Jobs jobs;
    private final TenantTransactions transactions;
    private final AgentSubmissions submissions;
    private final SchemaCheck schemas;
    private final ArtifactRefs refs;

    AgentForks(
            Jobs jobs,
            TenantTransactions transactions,
            AgentSubmissions submissions,
            SchemaCheck schemas,
            ArtifactRefs refs) {
        this.jobs = jobs;
        this.transactions = transactions;
        this.submissions = submissions;
        this.schemas = schemas;
        this.refs = refs;
    }

    /** {@code input}: in place of the run's, null to keep that. */
    public record Fork(
            String fromStep,
            @Nullable JsonNode input,
            @Nullable Priority priority,
            @Nullable String traceId,
            @Nullable String idempotencyKey) {}

    /** @throws Problem NOT_FOUND when there is no such run, INVALID when the step or the input is not possible */
    public Job fork(TenantId tenant, AgentCaller caller, JobId run, Fork fork) {
        Job before = jobs.get(tenant, JobKind.AGENT, run);
        AgentRun earlier = transactions.in(tenant, jdbc -> AgentRuns.get(jdbc, before.ref()));
        int from = step(before.ref(), fork.fromStep());
        JsonNode input = Objects.requireNonNullElse(fork.input(), earlier.input());
        AgentDefinition agent = earlier.definition();
        if (fork.input() != null) {
            schemas.require(agent.inputSchema(), input, "/changes/input");
        }
        AgentRun next =
                new AgentRun(before.ref(), agent, input, caller, agent.limits().maxCost(), earlier.stream(), run, from);
        Submission submission = new Submission(
                JobKind.AGENT,
                agent.name(),
                Map.of("agent", agent.name(), "input", input),
                fork.priority() == null ? before.priority() : fork.priority(),
                caller.actor(),
                fork.traceId(),
                fork.idempotencyKey(),
                Arrays.asList(run, fork.fromStep(), fork.input()));
        return jobs.submit(tenant, submission, (jdbc, job) -> {
            submissions.write(jdbc, next.as(job));
            takeOver(jdbc, before.ref(), job, from);
        });
    }

    private int step(JobRef run, String fromStep) {
        int last = transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql(
                                "SELECT coalesce(max(step), 0) FROM agent_messages WHERE job_id = :job AND position = 0"
                                        + " AND step > 0")
                        .param("job", run.job().value())
                        .query(Integer.class)
                        .single());
        Matcher named = STEP.matcher(fromStep);
        if (!named.matches() || Integer.parseInt(named.group(1)) > Math.max(1, last)) {
            throw Problem.invalid(
                    "/from_step",
                    "from_step is a step in which the model was asked: model_1 to model_" + Math.max(1, last));
        }
        return Integer.parseInt(named.group(1));
    }

    private void takeOver(JdbcClient jdbc, JobRef from, JobRef to, int before) {
        copy(
                jdbc,
                from,
                to,
                before,
                "agent_answers",
                "step, input_hash, message, provider, model, generated,"
                        + " input_tokens, output_tokens, cost, latency_ms, answered_at",
                true,
                "true");
        copy(
                jdbc,
                from,
                to,
                before,
                "agent_tool_results",
                "step, position, tool, call_hash, result, error, sha256, size",
                true,
                "true");
        copy(
                jdbc,
                from,
                to,
                before,
                "agent_decisions",
                "step, position, approved, reply, arguments, call_hash",
                false,
                "true");
        copy(
                jdbc,
                from,
                to,
                before,
                "agent_messages",
                "step, position, kind, message, tokens, violation, said_by, said_at",
                false,
                "kind = 'user' AND step > 0");
        ArtifactOwner owner = new ArtifactOwner("agent_run", to.job().value());
        jdbc.sql("SELECT sha256, size FROM agent_tool_results WHERE job_id = :job AND sha256 IS NOT NULL")
                .param("job", to.job().value())
                .query((row, n) -> new ArtifactHandle(row.getString(1), row.getLong(2)))
                .list()
                .forEach(artifact -> refs.hold(jdbc, to.tenant(), owner, artifact));
    }

    /** @param counted whether the table says which run a row was first written by */
    private static void copy(
            JdbcClient jdbc,
            JobRef from,
            JobRef to,
            int before,
            String table,
            String columns,
            boolean counted,
            String condition) {
        jdbc.sql("INSERT INTO " + table + " (tenant_id, job_id, " + columns + (counted ? ", taken_from" : "")
                        + ") SELECT tenant_id, :to, " + columns + (counted ? ", coalesce(taken_from, job_id)" : "")
                        + " FROM " + table + " WHERE job_id = :from AND step < :before AND " + condition)
                .param("from", from.job().value())
                .param("to", to.job().value())
                .param("before", before)
                .update();
    }
}
