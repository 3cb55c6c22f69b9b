package dev.millrace.agents;

import dev.millrace.jobs.JobControl;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Lets a model think and use its tools, in turns, until it has answered. */
@WorkflowInterface
public interface AgentWorkflow extends JobControl {
    @WorkflowMethod
    void run(AgentRequest request);

    /** A person answers: decides on a call, raises the cost that the run may have, or says more. Refused when nothing waits there. */
    @UpdateMethod
    void answer(Reply reply);

    @UpdateValidatorMethod(updateName = "answer")
    void requireWaiting(Reply reply);
}
