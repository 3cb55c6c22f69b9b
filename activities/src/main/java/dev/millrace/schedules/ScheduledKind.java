package dev.millrace.schedules;

import dev.millrace.jobs.JobKind;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.problems.Problem;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.tenancy.TenantId;
import tools.jackson.databind.JsonNode;

/** Makes jobs of one kind from what a schedule holds; each kind that can be scheduled has one as a bean. */
interface ScheduledKind {
    JobKind kind();

    /**
     * What to submit now. {@link JobStep.Child#also} makes the checks that need the job's row.
     *
     * @throws Problem when no such job can be
     */
    JobStep.Child child(TenantId tenant, Planner planner, JsonNode plan);
}
