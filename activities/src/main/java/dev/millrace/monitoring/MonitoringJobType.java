package dev.millrace.monitoring;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobType;
import dev.millrace.tenancy.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the watch of a model is started. */
@Component
final class MonitoringJobType implements JobType {
    @Override
    public JobKind kind() {
        return JobKind.MONITORING;
    }

    @Override
    public Class<?> workflow() {
        return MonitoringWorkflow.class;
    }

    @Override
    public Object argument(Job job) {
        return new MonitoringRequest(
                job.ref(), Json.read(job.request(), MonitoringSpec.class).modelId());
    }

    @Override
    public void ended(JdbcClient jdbc, JobRef job) {
        new MonitorRows(jdbc).ended(job);
    }
}
