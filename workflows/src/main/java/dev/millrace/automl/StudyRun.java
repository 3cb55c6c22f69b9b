package dev.millrace.automl;

import dev.millrace.jobs.ChildRun;
import dev.millrace.jobs.JobLifecycle;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Priority;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Consumer;

/** The study of an AutoML job: pauses, continues and is cancelled with it. */
final class StudyRun {
    private final ChildWorkflowStub study;
    private final Promise<Object> end;
    private final JobLifecycle job;
    private final Stopwatch watch;
    private boolean paused;

    StudyRun(ChildRun study, Priority priority, JobLifecycle job, Stopwatch watch) {
        this.study = study.stub(priority, "Try algorithms and search for their best parameters");
        this.end = this.study.executeAsync(Object.class, study.argument());
        this.job = job;
        this.watch = watch;
    }

    /**
     * Returns when it has ended, in whatever way; its row says how.
     *
     * @param follow is given what is left of the budget, every {@code period} or so
     */
    void await(Duration period, Consumer<Duration> follow) {
        try {
            while (!end.isCompleted()) {
                boolean asBefore = Workflow.await(period, () -> end.isCompleted() || job.pauseWanted() != paused);
                if (asBefore && !end.isCompleted()) {
                    turn();
                } else if (!end.isCompleted() && !paused) {
                    follow.accept(watch.left());
                }
            }
        } catch (TemporalFailure failure) {
            if (CancellationScope.current().isCancelRequested()) {
                end.getFailure();
            }
            throw failure;
        }
        watch.goOn();
        if (CancellationScope.current().isCancelRequested()) {
            throw new CanceledFailure("cancelled");
        }
    }

    private void turn() {
        paused = job.pauseWanted();
        try {
            study.signal(paused ? "pause" : "continue");
        } catch (SignalExternalWorkflowException ended) {
            return;
        }
        job.show(paused ? JobStatus.PAUSED : JobStatus.RUNNING);
        if (paused) {
            watch.hold();
        } else {
            watch.goOn();
        }
    }
}
