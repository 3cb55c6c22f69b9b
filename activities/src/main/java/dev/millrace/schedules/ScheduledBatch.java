package dev.millrace.schedules;

import dev.millrace.jobs.JobKind;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.prediction.BatchChecks;
import dev.millrace.prediction.BatchPredictionSpec;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Batch predictions by schedule: without a version, each by the one that is deployed when its time comes. */
@Component
final class ScheduledBatch implements ScheduledKind {
    private final BatchChecks checks;

    ScheduledBatch(BatchChecks checks) {
        this.checks = checks;
    }

    @Override
    public JobKind kind() {
        return JobKind.BATCH_PREDICTION;
    }

    @Override
    public JobStep.Child child(TenantId tenant, Planner planner, JsonNode plan) {
        BatchPredictionSpec spec = Json.read(plan, BatchPredictionSpec.class);
        return new JobStep.Child(spec.modelId().toString(), spec, (jdbc, job) -> checks.accept(jdbc, job, spec));
    }
}
