package dev.millrace.automl;

import dev.millrace.jobs.JobControl;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Looks for the best model within a time: searches, puts an ensemble together, fits what is best and registers it. */
@WorkflowInterface
public interface AutomlWorkflow extends JobControl {
    @WorkflowMethod
    AutomlResult find(AutomlRequest request);
}
