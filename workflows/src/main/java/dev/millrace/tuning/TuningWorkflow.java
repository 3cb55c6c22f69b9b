package dev.millrace.tuning;

import dev.millrace.jobs.JobControl;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Searches for the best hyperparameters, trial by trial, and trains the model that won. */
@WorkflowInterface
public interface TuningWorkflow extends JobControl {
    @WorkflowMethod
    TuningResult tune(TuningRequest request);

    /** The study's row has changed: more trials, more lanes, another timeout, parameters that somebody wants tried. */
    @SignalMethod
    void changed();
}
