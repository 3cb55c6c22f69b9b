package dev.millrace.pipelines;

import dev.millrace.jobs.JobControl;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Runs the steps of a user's own workflow graph. */
@WorkflowInterface
public interface PipelineWorkflow extends JobControl {
    @WorkflowMethod
    void run(PipelineRequest request);

    /** Answers an approval, or hands a waiting step its event; refused when nothing waits there. */
    @UpdateMethod
    void answer(Answer answer);

    @UpdateValidatorMethod(updateName = "answer")
    void requireWaiting(Answer answer);

    /** Something happened outside. Kept until a step waits for it; each event is for one wait. */
    @SignalMethod
    void event(Event event);
}
