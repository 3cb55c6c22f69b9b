package dev.millrace.jobs;

import dev.millrace.tenancy.DispatcherDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** Starts every queued job whose time has come, of all tenants. Any number of dispatchers may run. */
final class Dispatcher {
    private static final int BATCH = 200;

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
        for (JobRef job : due()) {
            if (starter.start(job) == StartOutcome.POSTPONED) {
                return;
            }
        }
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
                .sql("SELECT tenant_id, id FROM jobs WHERE status = 'queued' AND run_id IS NULL"
                        + " AND parent_run IS NULL AND next_start_at <= :now ORDER BY next_start_at LIMIT :batch")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query(JobRows::ref)
                .list();
    }
}
