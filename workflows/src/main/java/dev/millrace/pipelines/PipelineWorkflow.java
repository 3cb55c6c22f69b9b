package dev.millrace.pipelines;

import dev.millrace.jobs.JobControl;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Runs the steps of a user's own workflow graph. */
@WorkflowInterface
public interface PipelineWorkflow extends JobControl, Answering {
    @WorkflowMethod
    void run(PipelineRequest request);

    /** Something happened outside. Kept until a step waits for it; each event is for one wait. */
    @SignalMethod
    void event(Event event);
}
