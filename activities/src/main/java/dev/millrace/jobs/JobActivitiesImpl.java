package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantTransactions;
import io.temporal.activity.Activity;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes what a workflow says about its job into the job's row. */
@Component
public final class JobActivitiesImpl implements JobActivities {
    private final TenantTransactions transactions;
    private final JobMoves moves;
    private final Clock clock;
    private final Supplier<String> runId;

    @Autowired
    JobActivitiesImpl(TenantTransactions transactions, JobMoves moves, Clock clock) {
        this(
                transactions,
                moves,
                clock,
                () -> Activity.getExecutionContext().getInfo().getWorkflowRunId());
    }

    JobActivitiesImpl(TenantTransactions transactions, JobMoves moves, Clock clock, Supplier<String> runId) {
        this.transactions = transactions;
        this.moves = moves;
        this.clock = clock;
        this.runId = runId;
    }

    /** @throws Problem when the row has ended, so that a run which was cancelled before it began does nothing */
    @Override
    public void running(JobRef job) {
        transactions.run(job.tenant(), jdbc -> {
            JobStatus before = moves.to(jdbc, job, JobStatus.RUNNING, null)
                    .orElseThrow(() -> Problem.conflict("there is no job " + job.job() + " any more"));
            if (before.isFinal()) {
                throw Problem.conflict("the job is " + before.wire() + " already");
            }
            stamp(jdbc, job);
        });
    }

    @Override
    public void paused(JobRef job) {
        move(job, JobStatus.PAUSED, null);
    }

    @Override
    public void awaitingInput(JobRef job) {
        move(job, JobStatus.AWAITING_INPUT, null);
    }

    @Override
    public void completed(JobRef job) {
        move(job, JobStatus.COMPLETED, null);
    }

    @Override
    public void failed(JobRef job, JobFailure failure) {
        move(job, JobStatus.FAILED, failure);
    }

    @Override
    public void cancelled(JobRef job) {
        move(job, JobStatus.CANCELLED, null);
    }

    private void move(JobRef job, JobStatus next, @Nullable JobFailure failure) {
        transactions.run(job.tenant(), jdbc -> moves.to(jdbc, job, next, failure));
    }

    private void stamp(JdbcClient jdbc, JobRef job) {
        jdbc.sql("UPDATE jobs SET run_id = :run, started_at = coalesce(started_at, :now) WHERE id = :job")
                .param("run", runId.get())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("job", job.job().value())
                .update();
    }
}
