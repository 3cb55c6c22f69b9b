package dev.millrace.tuning;

import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Submission;
import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Accepts studies that can be carried out, and deletes them with their trials. */
@Component
final class Tunings {
    private final Jobs jobs;
    private final TuningSubmissions submissions;

    Tunings(Jobs jobs, TuningSubmissions submissions) {
        this.jobs = jobs;
        this.submissions = submissions;
    }

    Job submit(Caller caller, TuningSpec spec, @Nullable String idempotencyKey) {
        submissions.check(spec);
        Submission submission = new Submission(
                JobKind.HYPERPARAMETER_TUNING,
                spec.modelName(),
                spec,
                spec.priority(),
                caller.actor(),
                TraceFilter.current(),
                idempotencyKey);
        return jobs.submit(caller.tenant(), submission, (jdbc, job) -> submissions.open(jdbc, job, spec));
    }

    Job get(Caller caller, JobId id) {
        return jobs.get(caller.tenant(), JobKind.HYPERPARAMETER_TUNING, id);
    }

    /** The database deletes the trials with the job. The model that was trained stays, and so does its training. */
    void delete(Caller caller, JobId id) {
        jobs.delete(caller.tenant(), JobKind.HYPERPARAMETER_TUNING, id, (jdbc, job) -> {});
    }
}
