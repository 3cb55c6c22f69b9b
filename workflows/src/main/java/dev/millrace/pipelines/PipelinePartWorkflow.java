package dev.millrace.pipelines;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A part of a pipeline's run that has a history of its own: some hundred items, or a long loop. */
@WorkflowInterface
public interface PipelinePartWorkflow {
    @WorkflowMethod
    PartResult run(PartRequest request);

    @UpdateMethod
    void answer(Answer answer);

    @UpdateValidatorMethod(updateName = "answer")
    void requireWaiting(Answer answer);

    @SignalMethod
    void pause();

    @SignalMethod(name = "continue")
    void resume();
}
