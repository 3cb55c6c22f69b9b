package dev.millrace.training;

import dev.millrace.jobs.JobControl;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Trains one model: validate, prepare, fit, evaluate, register, and deploy if asked to. */
@WorkflowInterface
public interface TrainingWorkflow extends JobControl {
    @WorkflowMethod
    TrainingResult train(TrainingRequest request);
}
