package dev.millrace.jobs;

import dev.millrace.problems.Problem;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one lifecycle of every job, inside its workflow: it runs the steps, writes the status where users look, pauses,
 * continues, cancels, waits out outages, and ends the job with the reason that the user is told.
 */
public final class JobLifecycle {
    private final JobRef ref;
    private final JobActivities row = Workflow.newLocalActivityStub(JobActivities.class, Policies.bookkeeping());
    private final CancellationActivities cancellation =
            Workflow.newLocalActivityStub(CancellationActivities.class, Policies.bookkeeping());

    private JobStatus status = JobStatus.RUNNING;
    private @Nullable String step;
    private Supplier<String> located = () -> step == null ? "" : step;
    private boolean pauseWanted;
    private int resumes;
    private boolean interrupted;
    private @Nullable CancellationScope interruptible;

    public JobLifecycle(JobRef ref) {
        this.ref = ref;
    }

    /** Runs the whole job: whatever happens in {@code steps}, the row ends in the right final status. */
    public <T> T run(Supplier<T> steps) {
        try {
            enter(JobStatus.RUNNING, () -> row.running(ref));
            T result = steps.get();
            step = null;
            enter(JobStatus.COMPLETED, () -> row.completed(ref));
            return result;
        } catch (TemporalFailure | Problem failure) {
            throw end(failure);
        }
    }

    /** Shows that an open job whose steps go on side by side is running, paused or waiting for somebody. */
    public void show(JobStatus open) {
        if (open != status) {
            switch (open) {
                case RUNNING -> enter(open, () -> row.running(ref));
                case PAUSED -> enter(open, () -> row.paused(ref));
                case AWAITING_INPUT -> enter(open, () -> row.awaitingInput(ref));
                case QUEUED, COMPLETED, FAILED, CANCELLED ->
                    throw new IllegalArgumentException(open.wire() + " is not how a run that goes on is shown");
            }
        }
    }

    /** Who says which steps are under way, where they go on side by side; an empty answer is none. */
    public void locatedBy(Supplier<String> steps) {
        located = steps;
    }

    public boolean pauseWanted() {
        return pauseWanted;
    }

    /** A step that a pause lets finish. */
    public <T> T step(String name, Supplier<T> work) {
        begin(name);
        Patience patience = new Patience();
        while (true) {
            hold();
            interrupted = false;
            try {
                return work.get();
            } catch (TemporalFailure failure) {
                awaitNextTry(patience, failure);
            }
        }
    }

    public void step(String name, Runnable work) {
        step(name, () -> {
            work.run();
            return name;
        });
    }

    /** A step that keeps its place: a pause interrupts it, and after it the work is run again. */
    public <T> T resumableStep(String name, Supplier<T> work) {
        return step(name, () -> interruptibly(work));
    }

    public void resumableStep(String name, Runnable work) {
        step(
                name,
                () -> interruptibly(() -> {
                    work.run();
                    return name;
                }));
    }

    /** Stays here while the job is paused. */
    public void hold() {
        if (pauseWanted) {
            enter(JobStatus.PAUSED, () -> row.paused(ref));
            Workflow.await(() -> !pauseWanted);
            enter(JobStatus.RUNNING, () -> row.running(ref));
        }
    }

    public void pause() {
        pauseWanted = true;
        if (interruptible != null) {
            interrupted = true;
            interruptible.cancel("paused");
        }
    }

    public void resume() {
        pauseWanted = false;
        resumes++;
    }

    /** How often somebody has said that the run is to go on. */
    public int resumes() {
        return resumes;
    }

    public void cancel() {
        cancellation.requestCancellation();
    }

    public JobState state() {
        String where = located.get();
        return new JobState(status, where.isEmpty() ? null : where);
    }

    private <T> T interruptibly(Supplier<T> work) {
        CompletablePromise<T> result = Workflow.newPromise();
        interruptible = Workflow.newCancellationScope(() -> result.complete(work.get()));
        try {
            interruptible.run();
            return result.get();
        } finally {
            interruptible = null;
        }
    }

    private void awaitNextTry(Patience patience, TemporalFailure failure) {
        FailureCause cause = FailureCause.of(failure);
        if (cancelRequested()) {
            throw failure;
        }
        if (interrupted && cause.type().passesWithTime()) {
            return;
        }
        var wait = patience.after(cause).orElseThrow(() -> failure);
        describe("waiting: " + cause.detail());
        Workflow.await(wait, () -> pauseWanted);
        describe(status.wire());
    }

    private RuntimeException end(RuntimeException failure) {
        if (cancelRequested()) {
            detached(() -> enter(JobStatus.CANCELLED, () -> row.cancelled(ref)));
            return new CanceledFailure("cancelled");
        }
        FailureCause cause = FailureCause.of(failure);
        detached(() -> enter(JobStatus.FAILED, () -> row.failed(ref, cause.toJobFailure())));
        return ApplicationFailure.newNonRetryableFailureWithCause(
                cause.detail(), cause.type().slug(), failure);
    }

    private void begin(String name) {
        step = name;
        describe(status.wire());
    }

    private void enter(JobStatus next, Runnable write) {
        write.run();
        status = next;
        Workflow.upsertTypedSearchAttributes(SearchAttributes.STATUS.valueSet(next.wire()));
        describe(next.wire());
    }

    private void describe(String what) {
        String where = located.get();
        Workflow.setCurrentDetails(where.isEmpty() ? what : "step `" + where + "`: " + what);
    }

    private static boolean cancelRequested() {
        return CancellationScope.current().isCancelRequested();
    }

    private static void detached(Runnable work) {
        Workflow.newDetachedCancellationScope(work).run();
    }
}
