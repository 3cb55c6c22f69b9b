package dev.millrace.schedules;

import dev.millrace.jobs.JobKind;
import dev.millrace.pipelines.RunRequest;
import dev.millrace.pipelines.RunSubmissions;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Runs of workflows by schedule: without a version, each of the newest when its time comes. */
@Component
final class ScheduledPipeline implements ScheduledKind {
    private final ObjectProvider<RunSubmissions> submissions;

    /** @param submissions asked for late: they read documents, whose types of steps use jobs */
    ScheduledPipeline(ObjectProvider<RunSubmissions> submissions) {
        this.submissions = submissions;
    }

    @Override
    public JobKind kind() {
        return JobKind.PIPELINE;
    }

    @Override
    public JobStep.Child child(TenantId tenant, Planner planner, JsonNode plan) {
        return submissions.getObject().child(tenant, Json.read(plan, RunRequest.class));
    }
}
