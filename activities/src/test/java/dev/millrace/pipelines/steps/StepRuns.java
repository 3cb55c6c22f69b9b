package dev.millrace.pipelines.steps;

import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.TestJobs;
import dev.millrace.tenancy.TenantId;
import java.util.Map;

/** Steps of runs that exist in the database, to do a step's work on its own. */
final class StepRuns {
    private final TestJobs jobs = new TestJobs();

    StepContext step(TenantId tenant, String path) {
        JobRef run = jobs.queued(tenant, JobKind.PIPELINE, Map.of());
        return new StepContext(run, path, "tester", 0, Priority.NORMAL, jobs.reports.open(run, path), null);
    }
}
