package dev.millrace.schedules;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** What a schedule starts when a time of it has come: it writes the job, runs it as its child, and ends with it. */
@WorkflowInterface
public interface ScheduledSubmitWorkflow {
    @WorkflowMethod
    void submit(ScheduledRequest request);
}
