package dev.millrace.jobs;

import dev.millrace.events.EventType;
import dev.millrace.events.JobEvents;
import dev.millrace.events.NewEvent;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds to what a job's {@code result} shows: top-level values are replaced, others kept. */
@Component
public final class JobResults {
    private final TenantTransactions transactions;
    private final JobEvents events;

    JobResults(TenantTransactions transactions, JobEvents events) {
        this.transactions = transactions;
        this.events = events;
    }

    /** {@code values} becomes a JSON object, keys in snake_case. Does nothing once the job has ended. */
    public void merge(JdbcClient jdbc, JobRef job, Object values) {
        boolean changed = jdbc.sql("UPDATE jobs SET result = result || :values::jsonb WHERE id = :job"
                                + " AND status NOT IN ('completed', 'failed', 'cancelled')"
                                + " AND result || :values::jsonb <> result")
                        .param("values", Json.write(values))
                        .param("job", job.job().value())
                        .update()
                == 1;
        if (changed) {
            events.append(jdbc, job.tenant(), job.job().value(), NewEvent.once(EventType.RESULT, values));
        }
    }

    public void merge(JobRef job, Object values) {
        transactions.run(job.tenant(), jdbc -> merge(jdbc, job, values));
    }
}
