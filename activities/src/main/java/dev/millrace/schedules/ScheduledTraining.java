package dev.millrace.schedules;

import dev.millrace.jobs.JobKind;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.training.TrainingChecks;
import dev.millrace.training.TrainingSpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Trainings by schedule. */
@Component
final class ScheduledTraining implements ScheduledKind {
    private final TrainingChecks checks;

    ScheduledTraining(TrainingChecks checks) {
        this.checks = checks;
    }

    @Override
    public JobKind kind() {
        return JobKind.TRAINING;
    }

    @Override
    public JobStep.Child child(TenantId tenant, Planner planner, JsonNode plan) {
        TrainingSpec spec = Json.read(plan, TrainingSpec.class);
        checks.check(spec);
        return new JobStep.Child(spec.modelName(), spec, (jdbc, job) -> checks.check(jdbc, job, spec));
    }
}
