package dev.millrace.jobs;

import dev.millrace.limits.Limits;
import dev.millrace.limits.Quotas;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps jobs that fit models queued while their workspace runs as many fits as it may. Jobs that another job's run starts are
 * counted, and not kept back: their parent was let in.
 */
final class FitGate {
    private static final Set<JobKind> FITTING = Set.of(JobKind.TRAINING, JobKind.HYPERPARAMETER_TUNING, JobKind.AUTOML);
    private static final Duration HELD = Duration.ofSeconds(2);
    private static final int LOT = 1_000;

    private final Quotas quotas;
    private final Clock clock;

    FitGate(Quotas quotas, Clock clock) {
        this.quotas = quotas;
        this.clock = clock;
    }

    /** To be asked before the transaction of the start begins. */
    Limits limits(JobRef job) {
        return quotas.of(job.tenant());
    }

    /** In the transaction of the start, so that what is let in counts for the next; else all that wait for the same wait on. */
    boolean admits(JdbcClient jdbc, Job job, Limits limits) {
        if (!FITTING.contains(job.kind()) || Quotas.admitsFits(jdbc, job.ref().tenant(), limits, fits(job))) {
            return true;
        }
        hold(jdbc);
        return false;
    }

    /** As many as it may run at a time. */
    private static long fits(Job job) {
        return job.kind() == JobKind.TRAINING
                ? 1
                : job.request().path("max_parallel").asLong(1);
    }

    /** In their order, so that the first to come is the first to be tried again. */
    private void hold(JdbcClient jdbc) {
        jdbc.sql("""
                UPDATE jobs SET next_start_at = :next::timestamptz + place * interval '1 microsecond'
                FROM (SELECT id, row_number() OVER (ORDER BY next_start_at, id) AS place FROM (
                    SELECT id, next_start_at FROM jobs WHERE tenant_id = current_tenant() AND status = 'queued'
                      AND run_id IS NULL AND parent_run IS NULL AND kind IN (:kinds) AND next_start_at < :next
                    ORDER BY next_start_at, id LIMIT :lot FOR NO KEY UPDATE SKIP LOCKED) due) held
                WHERE jobs.id = held.id""")
                .param("next", clock.instant().plus(HELD).atOffset(ZoneOffset.UTC))
                .param("kinds", FITTING.stream().map(JobKind::wire).toList())
                .param("lot", LOT)
                .update();
    }
}
