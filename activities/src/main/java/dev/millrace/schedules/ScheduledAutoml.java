package dev.millrace.schedules;

import dev.millrace.automl.AutomlOrder;
import dev.millrace.automl.AutomlSpec;
import dev.millrace.automl.AutomlSubmissions;
import dev.millrace.jobs.JobKind;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** AutoML jobs by schedule: what is left to Millrace is decided anew each time. */
@Component
final class ScheduledAutoml implements ScheduledKind {
    private final AutomlSubmissions submissions;

    ScheduledAutoml(AutomlSubmissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public JobKind kind() {
        return JobKind.AUTOML;
    }

    @Override
    public JobStep.Child child(TenantId tenant, Planner planner, JsonNode plan) {
        AutomlSpec spec = submissions.complete(tenant, Json.read(plan, AutomlOrder.class));
        return new JobStep.Child(spec.modelName(), spec, (jdbc, job) -> submissions.open(jdbc, job, spec));
    }
}
