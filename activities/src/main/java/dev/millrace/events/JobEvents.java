package dev.millrace.events;

import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The events of every job, appended in the transaction of what they tell, and read after an id. */
@Component
public final class JobEvents {
    private final TenantTransactions transactions;
    private final Wake wake;
    private final Clock clock;

    JobEvents(TenantTransactions transactions, Wake wake, Clock clock) {
        this.transactions = transactions;
        this.wake = wake;
        this.clock = clock;
    }

    /** Appends what the job does not have yet, in the caller's transaction; nothing when there is no such job. */
    public void append(JdbcClient jdbc, TenantId tenant, UUID job, List<NewEvent> events) {
        // Rows that name the job as theirs hold its key: locking that as well would let two of them wait for each
        // other.
        Optional<Long> last = jdbc.sql("SELECT last_event FROM jobs WHERE id = :job FOR NO KEY UPDATE")
                .param("job", job)
                .query((row, n) -> row.getLong(1))
                .optional();
        if (last.isEmpty() || events.isEmpty()) {
            return;
        }
        long id = last.get();
        for (NewEvent event : events) {
            id += insert(jdbc, tenant, job, id + 1, event);
        }
        jdbc.sql("UPDATE jobs SET last_event = :id WHERE id = :job")
                .param("id", id)
                .param("job", job)
                .update();
        wakeReadersAfterCommit(job);
    }

    public void append(JdbcClient jdbc, TenantId tenant, UUID job, NewEvent event) {
        append(jdbc, tenant, job, List.of(event));
    }

    /** As the other, in a transaction of its own. */
    public void append(TenantId tenant, UUID job, List<NewEvent> events) {
        transactions.run(tenant, jdbc -> append(jdbc, tenant, job, events));
    }

    /** At most {@code limit} events with an id over {@code after}, in order. */
    public List<JobEvent> read(TenantId tenant, UUID job, long after, int limit) {
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT id, type, at, data FROM job_events WHERE job_id = :job AND id > :after"
                                + " ORDER BY id LIMIT :limit")
                        .param("job", job)
                        .param("after", after)
                        .param("limit", limit)
                        .query(JobEvents::event)
                        .list());
    }

    /** As the other, of one type only: a job's metrics, a job's log. */
    public List<JobEvent> read(TenantId tenant, UUID job, EventType type, long after, int limit) {
        return read(tenant, job, type, null, after, limit);
    }

    /** As the other, of one step only; of all when null. */
    public List<JobEvent> read(
            TenantId tenant, UUID job, EventType type, @Nullable String step, long after, int limit) {
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT id, type, at, data FROM job_events WHERE job_id = :job AND type = :type"
                                + " AND (:step::text IS NULL OR data->>'step' = :step)"
                                + " AND id > :after ORDER BY id LIMIT :limit")
                        .param("job", job)
                        .param("type", type.wire())
                        .param("step", step)
                        .param("after", after)
                        .param("limit", limit)
                        .query(JobEvents::event)
                        .list());
    }

    /** Whether nothing will follow the event with this id: the job has ended, or is gone. */
    public boolean hasEnded(TenantId tenant, UUID job, long last) {
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT count(*) = 0 FROM jobs WHERE id = :job"
                                + " AND (status NOT IN ('completed', 'failed', 'cancelled') OR last_event > :last)")
                        .param("job", job)
                        .param("last", last)
                        .query((row, n) -> row.getBoolean(1))
                        .single());
    }

    private int insert(JdbcClient jdbc, TenantId tenant, UUID job, long id, NewEvent event) {
        return jdbc.sql("INSERT INTO job_events (tenant_id, job_id, id, key, type, at, data)"
                        + " VALUES (:tenant, :job, :id, :key, :type, :at, :data::jsonb)"
                        + " ON CONFLICT (job_id, key) DO NOTHING")
                .param("tenant", tenant.value())
                .param("job", job)
                .param("id", id)
                .param("key", event.key())
                .param("type", event.type().wire())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("data", Json.write(event.data()))
                .update();
    }

    private void wakeReadersAfterCommit(UUID job) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.readersOf(job);
            }
        });
    }

    private static JobEvent event(ResultSet row, int number) throws SQLException {
        return new JobEvent(
                row.getLong("id"),
                EventType.of(row.getString("type")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Json.parse(row.getString("data")));
    }
}
