package dev.millrace.schedules;

import dev.millrace.jobs.Policies;
import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * It ends with its job and as its job does, so that Temporal's overlap policies, which look at this run, hold for the job;
 * and what cancels or terminates it cancels the job.
 */
public final class ScheduledSubmitWorkflowImpl implements ScheduledSubmitWorkflow {
    private static final SearchAttributeKey<OffsetDateTime> NOMINAL =
            SearchAttributeKey.forOffsetDateTime("TemporalScheduledStartTime");

    private final ScheduleActivities rows =
            Workflow.newLocalActivityStub(ScheduleActivities.class, Policies.bookkeeping());

    @Override
    public void submit(ScheduledRequest request) {
        Instant time = nominalTime();
        Workflow.setCurrentDetails("for " + time);
        ScheduledRun run = submitted(request, time);
        if (run != null) {
            run.child().run(run.priority(), run.summary());
        }
    }

    /** Not to be cut off: a job that is written has its run, which is cancelled with this one. */
    private @Nullable ScheduledRun submitted(ScheduledRequest request, Instant time) {
        CompletablePromise<@Nullable ScheduledRun> run = Workflow.newPromise();
        CancellationScope scope = Workflow.newDetachedCancellationScope(
                () -> run.complete(rows.submit(request, time, Workflow.getInfo().getWorkflowId())));
        scope.run();
        return run.get();
    }

    /** The time that the run is for, which a buffered or caught-up one begins after. */
    private static Instant nominalTime() {
        OffsetDateTime nominal = Workflow.getTypedSearchAttributes().get(NOMINAL);
        return nominal == null
                ? Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis())
                        .truncatedTo(ChronoUnit.SECONDS)
                : nominal.toInstant();
    }
}
