package dev.millrace.releases;

import dev.millrace.jobs.JobControl;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Lets a version take over step by step, as long as it does well; else the version that served before has all traffic again. */
@WorkflowInterface
public interface RolloutWorkflow extends JobControl {
    @WorkflowMethod
    RolloutResult rollOut(RolloutRequest request);

    @UpdateMethod
    void approve(Approval approval);

    /** Refused while nobody is asked. */
    @UpdateValidatorMethod(updateName = "approve")
    void requireAsked(Approval approval);
}
