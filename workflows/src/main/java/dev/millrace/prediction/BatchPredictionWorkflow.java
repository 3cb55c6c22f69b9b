package dev.millrace.prediction;

import dev.millrace.jobs.JobControl;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Predicts every row of a batch, chunk by chunk, each chunk once. */
@WorkflowInterface
public interface BatchPredictionWorkflow extends JobControl {
    @WorkflowMethod
    BatchPredictionResult predict(BatchPredictionRequest request);
}
