package dev.millrace.schedules;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobType;
import dev.millrace.tenancy.Json;
import org.springframework.stereotype.Component;

/** How backfills are started. */
@Component
final class BackfillJobType implements JobType {
    /** Side by side means so many at most, which leaves room for others. */
    private static final int SIDE_BY_SIDE = 10;

    @Override
    public JobKind kind() {
        return JobKind.BACKFILL;
    }

    @Override
    public Class<?> workflow() {
        return BackfillWorkflow.class;
    }

    @Override
    public Object argument(Job job) {
        boolean together = Json.read(job.request(), BackfillSpec.class).overlap() == Overlap.ALLOW_ALL;
        return new BackfillRequest(job.ref(), together ? SIDE_BY_SIDE : 1, null);
    }

    @Override
    public String model(Job job) {
        return "";
    }
}
