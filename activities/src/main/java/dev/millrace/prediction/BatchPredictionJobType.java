package dev.millrace.prediction;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobType;
import org.springframework.stereotype.Component;

/** A batch prediction's workflow carries the job only; the rows stay where they are. */
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
