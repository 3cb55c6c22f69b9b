package dev.millrace.schedules;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobWorkflow;
import dev.millrace.jobs.Policies;
import dev.millrace.jobs.Window;
import dev.millrace.schedules.BackfillRequest.Continuation;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run after the other, or a window of them, and a new history before this one grows too long. */
public final class BackfillWorkflowImpl extends JobWorkflow implements BackfillWorkflow {
    private final JobRef backfill;
    private final int width;
    private final BackfillActivities rows =
            Workflow.newLocalActivityStub(BackfillActivities.class, Policies.bookkeeping());
    private @Nullable Instant reached;
    private BackfillCount count;

    @WorkflowInit
    public BackfillWorkflowImpl(BackfillRequest request) {
        super(request.job());
        backfill = request.job();
        width = request.width();
        Continuation from = request.from() == null ? Continuation.START : request.from();
        reached = from.reached();
        count = from.count();
    }

    @Override
    public BackfillCount fill(BackfillRequest sameRequest) {
        return job.run(this::steps);
    }

    private BackfillCount steps() {
        List<Instant> times = next();
        while (!times.isEmpty()) {
            List<Instant> lot = times;
            job.step("runs", () -> new Window(width).forEach(lot, this::isToRest, this::run));
            job.hold();
            if (historyIsLong()) {
                Workflow.continueAsNew(new BackfillRequest(backfill, width, new Continuation(reached, count)));
            }
            times = next();
        }
        return count;
    }

    private List<Instant> next() {
        return job.step("times", () -> rows.times(backfill, reached));
    }

    /** Between two runs a paused backfill stays. */
    private boolean isToRest() {
        job.hold();
        return historyIsLong();
    }

    private void run(Instant time) {
        reached = time;
        BackfillRun begun = rows.submit(backfill, time);
        count = begun == null ? count.plusSkipped() : outcome(begun.run());
        rows.note(backfill, count);
    }

    private BackfillCount outcome(@Nullable ScheduledRun run) {
        if (run == null) {
            return count.plusFailed();
        }
        try {
            run.child().run(run.priority(), run.summary());
            return count.plusCompleted();
        } catch (ChildWorkflowFailure failure) {
            boolean cancelled = failure.getCause() instanceof CanceledFailure;
            if (cancelled && CancellationScope.current().isCancelRequested()) {
                throw failure;
            }
            return cancelled ? count.plusCancelled() : count.plusFailed();
        }
    }

    private static boolean historyIsLong() {
        return Workflow.getInfo().isContinueAsNewSuggested();
    }
}
