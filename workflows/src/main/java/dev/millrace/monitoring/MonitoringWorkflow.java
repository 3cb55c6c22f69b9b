package dev.millrace.monitoring;

import dev.millrace.jobs.JobControl;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Watches a deployed model until it is told not to, or the model is deleted. */
@WorkflowInterface
public interface MonitoringWorkflow extends JobControl {
    @WorkflowMethod
    void watch(MonitoringRequest request);

    /** How it is to be watched has changed: look again now. */
    @SignalMethod
    void changed();
}
