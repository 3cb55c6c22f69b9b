package dev.millrace.jobs;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;

/**
 * What every job answers to, from the API as from Temporal's UI and CLI. Signals, so that they work while no worker is up.
 * Cancelling is Temporal's own cancellation request; the signal does the same for those who prefer signals.
 */
public interface JobControl {
    @SignalMethod
    void pause();

    @SignalMethod(name = "continue")
    void resume();

    @SignalMethod
    void cancel();

    @QueryMethod
    JobState state();
}
