package dev.millrace.pipelines;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;

/** What a workflow answers to whose steps wait for somebody. */
public interface Answering {
    /** Answers an approval, or hands a waiting step its event; refused when nothing waits there. */
    @UpdateMethod
    void answer(Answer answer);

    @UpdateValidatorMethod(updateName = "answer")
    void requireWaiting(Answer answer);

    /** A child tells how many of its steps wait for somebody. */
    @SignalMethod
    void waiting(Below below);

    /** {@code steps} of the child wait for somebody. */
    record Below(String workflowId, int steps) {}
}
