package dev.millrace.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A job's row that remembers each status it was given. */
public final class RecordedRow implements JobActivities {
    private final List<JobStatus> statuses = new ArrayList<>();
    private @Nullable JobFailure failure;
    private int outages;

    @Override
    public void running(JobRef job) {
        enter(JobStatus.RUNNING);
    }

    @Override
    public void paused(JobRef job) {
        enter(JobStatus.PAUSED);
    }

    @Override
    public void awaitingInput(JobRef job) {
        enter(JobStatus.AWAITING_INPUT);
    }

    @Override
    public void completed(JobRef job) {
        enter(JobStatus.COMPLETED);
    }

    @Override
    public synchronized void failed(JobRef job, JobFailure reason) {
        failure = reason;
        enter(JobStatus.FAILED);
    }

    @Override
    public void cancelled(JobRef job) {
        enter(JobStatus.CANCELLED);
    }

    /** The next so many writes fail as they do while the database is down. */
    public synchronized void failNext(int writes) {
        outages = writes;
    }

    public synchronized List<JobStatus> statuses() {
        return List.copyOf(statuses);
    }

    public synchronized @Nullable JobFailure failure() {
        return failure;
    }

    /** Waits until the row's status is this one. */
    public synchronized void await(JobStatus status) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (statuses.isEmpty() || statuses.getLast() != status) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("never became " + status + ", but was " + statuses);
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException stopped) {
                throw new AssertionError("interrupted before it became " + status, stopped);
            }
        }
    }

    private synchronized void enter(JobStatus status) {
        if (outages > 0) {
            outages--;
            throw new IllegalStateException("the database does not answer");
        }
        statuses.add(status);
        notifyAll();
    }
}
