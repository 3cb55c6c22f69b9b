package dev.millrace.jobs;

import io.temporal.activity.ActivityInterface;

/** Writes a job's lifecycle into its row, so that users can list and search it. Local activities: many, small, repeatable. */
@ActivityInterface
public interface JobActivities {
    /** The job works: sets {@code running}, the run id and, once, the start time. */
    void running(JobRef job);

    void paused(JobRef job);

    /** Nothing goes on until somebody answers. */
    void awaitingInput(JobRef job);

    void completed(JobRef job);

    void failed(JobRef job, JobFailure failure);

    void cancelled(JobRef job);
}
