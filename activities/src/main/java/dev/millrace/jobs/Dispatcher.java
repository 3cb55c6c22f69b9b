package dev.millrace.jobs;

import dev.millrace.tenancy.DispatcherDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Starts every queued job whose time has come, of all tenants. Tenants take turns, so that one that has a thousand waiting
 * does not hold up another's ten; within a tenant, the more urgent and then the older goes first. Any number of dispatchers
 * may run.
 */
final class Dispatcher {
    /** Few, so that whoever comes meanwhile does not wait for long. */
    private static final int LOT = 20;

    private static final int MOST_LOTS = 50;
    private static final String WAITING = "j.status = 'queued' AND j.run_id IS NULL AND j.parent_run IS NULL";
    private static final String FAIR = """
            WITH RECURSIVE tenants (tenant_id) AS (
                (SELECT j.tenant_id FROM jobs j WHERE %1$s ORDER BY j.tenant_id LIMIT 1)
                UNION ALL
                SELECT (SELECT j.tenant_id FROM jobs j WHERE %1$s AND j.tenant_id > t.tenant_id
                        ORDER BY j.tenant_id LIMIT 1)
                FROM tenants t WHERE t.tenant_id IS NOT NULL
            )
            SELECT next.tenant_id, next.id
            FROM tenants t CROSS JOIN LATERAL (
                SELECT w.*, row_number() OVER (ORDER BY w.urgency, w.next_start_at, w.id) AS turn
                FROM (
                    SELECT j.tenant_id, j.id, j.next_start_at, start_urgency(j.priority) AS urgency FROM jobs j
                    WHERE %1$s AND j.tenant_id = t.tenant_id AND j.next_start_at <= :now
                    ORDER BY start_urgency(j.priority), j.next_start_at, j.id LIMIT :lot
                ) w
            ) next
            ORDER BY next.turn, next.next_start_at, next.id LIMIT :lot""".formatted(WAITING);

    private final DispatcherDatabase database;
    private final JobStarter starter;
    private final Clock clock;

    Dispatcher(DispatcherDatabase database, JobStarter starter, Clock clock) {
        this.database = database;
        this.starter = starter;
        this.clock = clock;
    }

    /** Stops at the first job for which Temporal does not answer: the others would only wait for it as well. */
    void sweep() {
        int lots = 0;
        while (lots < MOST_LOTS && startLot()) {
            lots++;
        }
    }

    /** Whether there may be others to start now. */
    private boolean startLot() {
        boolean started = false;
        for (JobRef job : due()) {
            StartOutcome outcome = starter.start(job);
            if (outcome == StartOutcome.POSTPONED) {
                return false;
            }
            started |= outcome == StartOutcome.STARTED;
        }
        return started;
    }

    /** Forgets idempotency keys that have had their time. */
    void cleanUp() {
        database.jdbc()
                .sql("DELETE FROM idempotency_keys WHERE created_at < :oldest")
                .param("oldest", clock.instant().minus(IdempotencyKeys.KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    private List<JobRef> due() {
        return database.jdbc()
                .sql(FAIR)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("lot", LOT)
                .query(JobRows::ref)
                .list();
    }
}
