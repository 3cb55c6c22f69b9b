package dev.millrace.jobs;

import dev.millrace.limits.Limits;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Starts an accepted job. It holds the row's lock while it does, so that of two starters one passes by, and a cancellation
 * comes either before the start or after it.
 */
final class JobStarter {
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);
    private static final int LAST_DOUBLING = 4;
    private static final Logger log = LoggerFactory.getLogger(JobStarter.class);

    private final TenantTransactions transactions;
    private final JobMoves moves;
    private final JobTypes types;
    private final Runs runs;
    private final FitGate gate;
    private final Clock clock;

    JobStarter(TenantTransactions transactions, JobMoves moves, JobTypes types, Runs runs, FitGate gate, Clock clock) {
        this.transactions = transactions;
        this.moves = moves;
        this.types = types;
        this.runs = runs;
        this.gate = gate;
        this.clock = clock;
    }

    StartOutcome start(JobRef ref) {
        Limits limits = gate.limits(ref);
        return transactions.in(
                ref.tenant(),
                jdbc -> lock(jdbc, ref).map(job -> start(jdbc, job, limits)).orElse(StartOutcome.NOT_QUEUED));
    }

    private StartOutcome start(JdbcClient jdbc, Job job, Limits limits) {
        if (!gate.admits(jdbc, job, limits)) {
            return StartOutcome.HELD;
        }
        RunStart start;
        try {
            JobType type = types.of(job.kind());
            start = new RunStart(job, type.workflow().getSimpleName(), type.argument(jdbc, job), type.model(job));
        } catch (RuntimeException e) {
            log.error("Job {} cannot be started", job.ref().job(), e);
            moves.to(jdbc, job.ref(), JobStatus.FAILED, unstartable(e));
            return StartOutcome.REFUSED;
        }
        try {
            moves.started(jdbc, job.ref(), runs.start(start));
            return StartOutcome.STARTED;
        } catch (Problem outage) {
            log.warn("Job {} waits for Temporal: {}", job.ref().job(), outage.detail());
            log.debug("why job {} waits", job.ref().job(), outage);
            postpone(jdbc, job.ref());
            return StartOutcome.POSTPONED;
        }
    }

    private static Optional<Job> lock(JdbcClient jdbc, JobRef ref) {
        return jdbc.sql("SELECT * FROM jobs WHERE id = :job AND status = 'queued' AND run_id IS NULL"
                        + " AND parent_run IS NULL FOR NO KEY UPDATE SKIP LOCKED")
                .param("job", ref.job().value())
                .query(JobRows::job)
                .optional();
    }

    private void postpone(JdbcClient jdbc, JobRef ref) {
        int attempts = jdbc.sql("UPDATE jobs SET start_attempts = start_attempts + 1 WHERE id = :job"
                        + " RETURNING start_attempts")
                .param("job", ref.job().value())
                .query((row, n) -> row.getInt(1))
                .single();
        jdbc.sql("UPDATE jobs SET next_start_at = :next WHERE id = :job")
                .param("next", clock.instant().plus(delay(attempts)).atOffset(ZoneOffset.UTC))
                .param("job", ref.job().value())
                .update();
    }

    private static Duration delay(int attempts) {
        Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.min(attempts - 1, LAST_DOUBLING));
        return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
    }

    private static JobFailure unstartable(RuntimeException e) {
        ProblemType type = e instanceof Problem problem ? problem.type() : ProblemType.INTERNAL;
        String detail = e instanceof Problem problem ? problem.detail() : "the job cannot be started; the log says why";
        return new JobFailure(type.uri(), type.title(), detail);
    }
}
