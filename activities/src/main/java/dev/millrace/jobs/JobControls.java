package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pauses, continues, cancels and asks jobs. Each throws a {@link Problem}: NOT_FOUND, CONFLICT on a job that has ended,
 * UNAVAILABLE when Temporal does not answer.
 */
@Component
public final class JobControls {
    private final TenantTransactions transactions;
    private final Jobs jobs;
    private final JobMoves moves;
    private final Runs runs;

    JobControls(TenantTransactions transactions, Jobs jobs, JobMoves moves, Runs runs) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.moves = moves;
        this.runs = runs;
    }

    public Job pause(TenantId tenant, JobId job) {
        return signal(tenant, job, "pause", null);
    }

    public Job resume(TenantId tenant, JobId job) {
        return signal(tenant, job, "continue", null);
    }

    /** @param argument what the signal carries; null when it carries nothing */
    public Job signal(TenantId tenant, JobId job, String signal, @Nullable Object argument) {
        Job seen = started(tenant, job);
        runs.signal(seen, signal, argument);
        return jobs.get(tenant, job);
    }

    /**
     * Hands the job's run, or a part of it, a change that it may refuse, which is a CONFLICT too; a worker has to answer
     * within five seconds.
     */
    public Job update(TenantId tenant, JobId job, RunUpdate update) {
        started(tenant, job);
        runs.update(update);
        return jobs.get(tenant, job);
    }

    /** A queued job is cancelled at once and never started; of an open one the cancellation is requested. */
    public Job cancel(TenantId tenant, JobId job) {
        Job seen = transactions.in(tenant, jdbc -> requestCancellation(jdbc, job));
        if (seen.runId() != null) {
            runs.cancel(seen);
        } else if (seen.startAttempts() > 0) {
            cancelAStartThatWasNotHeardOf(seen);
        }
        return jobs.get(tenant, job);
    }

    /** The live state: of an open job, what its workflow answers. */
    public JobState state(TenantId tenant, JobId job) {
        Job seen = jobs.get(tenant, job);
        return seen.status().isFinal() || seen.runId() == null ? new JobState(seen.status(), null) : runs.state(seen);
    }

    private Job started(TenantId tenant, JobId job) {
        Job seen = open(jobs.get(tenant, job));
        if (seen.runId() == null) {
            throw Problem.conflict("the job is queued and has not started yet; it can only be cancelled");
        }
        return seen;
    }

    private Job requestCancellation(JdbcClient jdbc, JobId job) {
        Job seen = open(Jobs.lock(jdbc, job).orElseThrow(() -> Problem.notFound("job", job)));
        jdbc.sql("UPDATE jobs SET cancel_requested = true WHERE id = :job")
                .param("job", job.value())
                .update();
        if (seen.runId() == null) {
            moves.to(jdbc, seen.ref(), JobStatus.CANCELLED, null);
        }
        return seen;
    }

    /** A start whose answer was lost may have happened; its workflow would find the row cancelled, this ends it sooner. */
    private void cancelAStartThatWasNotHeardOf(Job job) {
        try {
            runs.cancel(job);
        } catch (Problem expected) {
            if (expected.type() != ProblemType.CONFLICT && expected.type() != ProblemType.UNAVAILABLE) {
                throw expected;
            }
        }
    }

    private static Job open(Job job) {
        if (job.status().isFinal()) {
            throw Problem.conflict("the job is " + job.status().wire() + " already");
        }
        return job;
    }
}
