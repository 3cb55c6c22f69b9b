package dev.millrace.tuning;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobType;
import org.springframework.stereotype.Component;

/** A study's workflow carries its job alone. */
@Component
final class TuningJobType implements JobType {
    @Override
    public JobKind kind() {
        return JobKind.HYPERPARAMETER_TUNING;
    }

    @Override
    public Class<?> workflow() {
        return TuningWorkflow.class;
    }

    @Override
    public Object argument(Job job) {
        return new TuningRequest(job.ref(), false);
    }
}
