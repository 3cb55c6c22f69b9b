package dev.millrace.automl;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobType;
import dev.millrace.tenancy.Json;
import org.springframework.stereotype.Component;

/** How AutoML jobs are started. */
@Component
final class AutomlJobType implements JobType {
    @Override
    public JobKind kind() {
        return JobKind.AUTOML;
    }

    @Override
    public Class<?> workflow() {
        return AutomlWorkflow.class;
    }

    @Override
    public Object argument(Job job) {
        return new AutomlRequest(job.ref(), Json.read(job.request(), AutomlSpec.class));
    }
}
