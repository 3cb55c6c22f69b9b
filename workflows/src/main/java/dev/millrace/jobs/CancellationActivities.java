package dev.millrace.jobs;

import io.temporal.activity.ActivityInterface;

/** Turns the {@code cancel} signal into Temporal's cancellation request, which a workflow cannot send to itself. */
@ActivityInterface
public interface CancellationActivities {
    /** Requests the cancellation of the run that calls this. */
    void requestCancellation();
}
