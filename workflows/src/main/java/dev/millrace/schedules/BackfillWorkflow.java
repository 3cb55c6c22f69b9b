package dev.millrace.schedules;

import dev.millrace.jobs.JobControl;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Runs a schedule for times that have passed, as one job: in order, or several side by side. */
@WorkflowInterface
public interface BackfillWorkflow extends JobControl {
    @WorkflowMethod
    BackfillCount fill(BackfillRequest request);
}
