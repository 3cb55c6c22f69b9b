package dev.millrace.training;

import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Submission;
import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Accepts trainings that can be carried out, and deletes them with what they kept. */
@Component
final class Trainings {
    private final Jobs jobs;
    private final TrainingChecks checks;
    private final TrainingReports reports;
    private final TrainingRemains remains;

    Trainings(Jobs jobs, TrainingChecks checks, TrainingReports reports, TrainingRemains remains) {
        this.jobs = jobs;
        this.checks = checks;
        this.reports = reports;
        this.remains = remains;
    }

    /** The checks run in the transaction that writes the job, so that what they refuse leaves nothing behind. */
    Job submit(Caller caller, TrainingSpec spec, @Nullable String idempotencyKey) {
        checks.check(spec);
        Submission submission = new Submission(
                JobKind.TRAINING,
                spec.modelName(),
                spec,
                spec.priority(),
                caller.actor(),
                TraceFilter.current(),
                idempotencyKey);
        return jobs.submit(caller.tenant(), submission, (jdbc, job) -> checks.check(jdbc, job, spec));
    }

    /** The model that it registered stays. */
    void delete(Caller caller, JobId id) {
        jobs.delete(caller.tenant(), JobKind.TRAINING, id, (jdbc, job) -> {
            reports.forget(jdbc, job);
            remains.release(jdbc, job);
        });
    }
}
