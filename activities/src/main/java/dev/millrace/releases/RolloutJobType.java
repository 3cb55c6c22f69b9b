package dev.millrace.releases;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobType;
import dev.millrace.models.Rollouts;
import dev.millrace.tenancy.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How rollouts are started; and traffic goes back, however their jobs end. */
@Component
final class RolloutJobType implements JobType {
    private final Rollouts rollouts;

    RolloutJobType(Rollouts rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public JobKind kind() {
        return JobKind.ROLLOUT;
    }

    @Override
    public Class<?> workflow() {
        return RolloutWorkflow.class;
    }

    @Override
    public Object argument(Job job) {
        return new RolloutRequest(job.ref(), Json.read(job.request(), RolloutSpec.class));
    }

    /** A run that was terminated in Temporal, or cancelled before it began, could not do it itself. */
    @Override
    public void ended(JdbcClient jdbc, JobRef job) {
        rollouts.close(jdbc, job);
    }
}
