package dev.millrace.jobs;

import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each step of a job answered, so that a step that runs a second time finds its first answer. */
@Component
public final class StepResults {
    private final TenantTransactions transactions;

    StepResults(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** The earlier answer of the step, or that of {@code work}, kept. Of two that work at once, the first to end wins. */
    public <T> T once(JobRef job, String step, Class<T> type, Supplier<T> work) {
        return find(job, step, type).orElseGet(() -> keep(job, step, type, work.get()));
    }

    public <T> Optional<T> find(JobRef job, String step, Class<T> type) {
        return transactions.in(job.tenant(), jdbc -> find(jdbc, job, step, type));
    }

    private <T> T keep(JobRef job, String step, Class<T> type, T answer) {
        return transactions.in(job.tenant(), jdbc -> {
            jdbc.sql("INSERT INTO step_results (tenant_id, job_id, step, result)"
                            + " VALUES (:tenant, :job, :step, :result::jsonb) ON CONFLICT (job_id, step) DO NOTHING")
                    .param("tenant", job.tenant().value())
                    .param("job", job.job().value())
                    .param("step", step)
                    .param("result", Json.write(answer))
                    .update();
            return find(jdbc, job, step, type).orElseThrow();
        });
    }

    private static <T> Optional<T> find(JdbcClient jdbc, JobRef job, String step, Class<T> type) {
        return jdbc.sql("SELECT result FROM step_results WHERE job_id = :job AND step = :step")
                .param("job", job.job().value())
                .param("step", step)
                .query((row, n) -> Json.read(row.getString(1), type))
                .optional();
    }
}
