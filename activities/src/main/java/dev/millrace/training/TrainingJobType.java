package dev.millrace.training;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobType;
import dev.millrace.tenancy.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A training's workflow carries what was asked for. */
@Component
final class TrainingJobType implements JobType {
    private final TrainingRemains remains;

    TrainingJobType(TrainingRemains remains) {
        this.remains = remains;
    }

    @Override
    public JobKind kind() {
        return JobKind.TRAINING;
    }

    @Override
    public Class<?> workflow() {
        return TrainingWorkflow.class;
    }

    @Override
    public Object argument(Job job) {
        return new TrainingRequest(job.ref(), Json.read(job.request(), TrainingSpec.class));
    }

    @Override
    public void ended(JdbcClient jdbc, JobRef job) {
        remains.release(jdbc, job);
    }
}
