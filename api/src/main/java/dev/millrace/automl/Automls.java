package dev.millrace.automl;

import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Submission;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.tenancy.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Accepts AutoML jobs that can be carried out, and deletes them with their studies. */
@Component
final class Automls {
    private final Jobs jobs;
    private final AutomlSubmissions submissions;
    private final AutomlArtifacts artifacts;

    Automls(Jobs jobs, AutomlSubmissions submissions, AutomlArtifacts artifacts) {
        this.jobs = jobs;
        this.submissions = submissions;
        this.artifacts = artifacts;
    }

    /** The last checks run in the transaction that writes the job, so that what they refuse leaves nothing behind. */
    Job submit(Caller caller, AutomlOrder order, @Nullable String idempotencyKey) {
        AutomlSpec spec = submissions.complete(caller.tenant(), order);
        Submission submission = new Submission(
                JobKind.AUTOML,
                spec.modelName(),
                spec,
                spec.priority(),
                caller.actor(),
                TraceFilter.current(),
                idempotencyKey,
                order);
        return jobs.submit(caller.tenant(), submission, (jdbc, job) -> submissions.open(jdbc, job, spec));
    }

    /** The model that it registered stays. */
    void delete(Caller caller, JobId id) {
        Job job = jobs.get(caller.tenant(), JobKind.AUTOML, id);
        jobs.delete(caller.tenant(), JobKind.AUTOML, id, artifacts::release);
        JobId study = Json.read(job.result(), AutomlOutcome.class).studyId();
        if (study != null) {
            deleteStudy(caller, study);
        }
    }

    /** Somebody may have deleted it before; one that has not quite ended can be deleted by itself. */
    private void deleteStudy(Caller caller, JobId study) {
        try {
            jobs.delete(caller.tenant(), JobKind.HYPERPARAMETER_TUNING, study, (_, _) -> {});
        } catch (Problem gone) {
            if (gone.type().status() >= 500) {
                throw gone;
            }
        }
    }
}
