package dev.millrace.prediction;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobType;
import org.springframework.stereotype.Component;

/** Starts batch predictions. */
@Component
final class BatchPredictionJobType implements JobType {
    @Override
    public JobKind kind() {
        return JobKind.BATCH_PREDICTION;
    }

    @Override
    public Class<?> workflow() {
        return BatchPredictionWorkflow.class;
    }

    @Override
    public Object argument(Job job) {
        return new BatchPredictionRequest(job.ref());
    }
}
