package dev.millrace.pipelines;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A part of a pipeline's run that has a history of its own: some hundred items, or a long loop. */
@WorkflowInterface
public interface PipelinePartWorkflow extends Answering {
    @WorkflowMethod
    PartResult run(PartRequest request);

    @SignalMethod
    void pause();

    @SignalMethod(name = "continue")
    void resume();
}
