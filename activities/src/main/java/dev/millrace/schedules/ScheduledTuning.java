package dev.millrace.schedules;

import dev.millrace.jobs.JobKind;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tuning.TuningSpec;
import dev.millrace.tuning.TuningSubmissions;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Studies by schedule. */
@Component
final class ScheduledTuning implements ScheduledKind {
    private final TuningSubmissions submissions;

    ScheduledTuning(TuningSubmissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public JobKind kind() {
        return JobKind.HYPERPARAMETER_TUNING;
    }

    @Override
    public JobStep.Child child(TenantId tenant, Planner planner, JsonNode plan) {
        TuningSpec spec = Json.read(plan, TuningSpec.class);
        submissions.check(spec);
        return new JobStep.Child(spec.modelName(), spec, (jdbc, job) -> submissions.open(jdbc, job, spec));
    }
}
