package dev.millrace.agents;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What runs of agents work by, and what they have spent. */
@Component
final class AgentRuns {
    private final TenantTransactions transactions;

    AgentRuns(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    static void insert(JdbcClient jdbc, AgentRun run) {
        jdbc.sql("INSERT INTO agent_runs (tenant_id, job_id, agent, definition, input, actor, role, max_cost, stream,"
                        + " forked_from, from_step) VALUES (:tenant, :job, :agent, :definition::json, :input::json, :actor,"
                        + " :role, :max, :stream, :from, :step)")
                .param("tenant", run.job().tenant().value())
                .param("job", run.job().job().value())
                .param("agent", run.definition().name())
                .param("definition", Json.write(run.definition()))
                .param("input", Json.write(run.input()))
                .param("actor", run.caller().actor())
                .param("role", run.caller().role().wire())
                .param("max", run.maxCost())
                .param("stream", run.stream())
                .param(
                        "from",
                        run.forkedFrom() == null ? null : run.forkedFrom().value())
                .param("step", run.fromStep())
                .update();
    }

    AgentRun get(JobRef job) {
        return transactions.in(job.tenant(), jdbc -> get(jdbc, job));
    }

    /** @throws Problem NOT_FOUND when the job is no run of an agent */
    static AgentRun get(JdbcClient jdbc, JobRef job) {
        return jdbc.sql("SELECT * FROM agent_runs WHERE job_id = :job")
                .param("job", job.job().value())
                .query((row, n) -> {
                    UUID from = row.getObject("forked_from", UUID.class);
                    return new AgentRun(
                            job,
                            Json.read(row.getString("definition"), AgentDefinition.class),
                            Json.parse(row.getString("input")),
                            new AgentCaller(
                                    row.getString("actor"),
                                    Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT))),
                            row.getBigDecimal("max_cost"),
                            row.getBoolean("stream"),
                            from == null ? null : new JobId(from),
                            row.getObject("from_step", Integer.class));
                })
                .optional()
                .orElseThrow(() -> Problem.notFound("run of an agent", job.job()));
    }

    Spent spent(JobRef job) {
        return transactions.in(job.tenant(), jdbc -> spent(jdbc, job));
    }

    static Spent spent(JdbcClient jdbc, JobRef job) {
        return jdbc.sql("SELECT coalesce(sum(input_tokens + output_tokens), 0), coalesce(sum(cost), 0)"
                        + " FROM agent_answers WHERE job_id = :job AND taken_from IS NULL")
                .param("job", job.job().value())
                .query((row, n) -> new Spent(row.getLong(1), row.getBigDecimal(2)))
                .single();
    }

    /** Lets the run cost as much; null: only the budgets bound it. */
    static void allow(JdbcClient jdbc, JobRef job, @Nullable BigDecimal maxCost) {
        jdbc.sql("UPDATE agent_runs SET max_cost = :max WHERE job_id = :job")
                .param("max", maxCost)
                .param("job", job.job().value())
                .update();
    }
}
