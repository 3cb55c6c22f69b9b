package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.DispatcherDatabase;
import dev.millrace.tenancy.TenantTransactions;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares open jobs with Temporal, and closes those whose run has ended without telling. */
final class Reconciler {
    private static final int BATCH = 200;
    private static final UUID FIRST = new UUID(0, 0);
    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    private final DispatcherDatabase database;
    private final TenantTransactions transactions;
    private final JobMoves moves;
    private final Runs runs;

    Reconciler(DispatcherDatabase database, TenantTransactions transactions, JobMoves moves, Runs runs) {
        this.database = database;
        this.transactions = transactions;
        this.moves = moves;
        this.runs = runs;
    }

    /** Looks at every open job that has a run, or a parent that has one; gives up until next time when Temporal does not answer. */
    void sweep() {
        try {
            compareAll();
            cancelOrphans();
        } catch (Problem outage) {
            log.debug("cannot compare jobs with Temporal now", outage);
        }
    }

    private void compareAll() {
        List<Job> open = open(FIRST);
        while (!open.isEmpty()) {
            open.forEach(this::compare);
            open = open(open.getLast().ref().job().value());
        }
    }

    /** A job that its parent's run was to start never starts once that run has ended. */
    private void cancelOrphans() {
        List<Child> waiting = waiting(FIRST);
        while (!waiting.isEmpty()) {
            for (Child child : waiting) {
                if (!(runs.fate(child.parentRun()) instanceof RunFate.Open)) {
                    close(child.job(), JobStatus.CANCELLED, null);
                }
            }
            waiting = waiting(waiting.getLast().job().ref().job().value());
        }
    }

    private void compare(Job job) {
        switch (runs.fate(job.workflowId())) {
            case RunFate.Open() -> {}
            case RunFate.Completed() -> close(job, JobStatus.COMPLETED, null);
            case RunFate.Cancelled() -> close(job, JobStatus.CANCELLED, null);
            case RunFate.Lost lost -> close(job, JobStatus.FAILED, lost.failure());
        }
    }

    private void close(Job seen, JobStatus end, @Nullable JobFailure failure) {
        transactions.run(seen.ref().tenant(), jdbc -> {
            boolean sameRun = Jobs.lock(jdbc, seen.ref().job())
                    .filter(now -> Objects.equals(now.runId(), seen.runId()))
                    .isPresent();
            if (sameRun) {
                moves.to(jdbc, seen.ref(), end, failure);
            }
        });
    }

    private List<Job> open(UUID after) {
        return database.jdbc()
                .sql("SELECT * FROM jobs WHERE status NOT IN ('completed', 'failed', 'cancelled')"
                        + " AND run_id IS NOT NULL AND id > :after ORDER BY id LIMIT :batch")
                .param("after", after)
                .param("batch", BATCH)
                .query(JobRows::job)
                .list();
    }

    private List<Child> waiting(UUID after) {
        return database.jdbc()
                .sql("SELECT * FROM jobs WHERE status = 'queued' AND run_id IS NULL AND parent_run IS NOT NULL"
                        + " AND id > :after ORDER BY id LIMIT :batch")
                .param("after", after)
                .param("batch", BATCH)
                .query((row, n) -> new Child(JobRows.job(row, n), row.getString("parent_run")))
                .list();
    }

    /** A job and the id of the workflow that is to start it. */
    private record Child(Job job, String parentRun) {}
}
