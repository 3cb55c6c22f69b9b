package dev.millrace.prediction;

import dev.millrace.http.TraceFilter;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControls;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Submission;
import dev.millrace.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Accepts batch predictions that can be carried out; cancels and deletes them. */
@Component
final class Batches {
    private final Jobs jobs;
    private final JobControls controls;
    private final BatchChecks checks;
    private final BatchPredictions predictions;

    Batches(Jobs jobs, JobControls controls, BatchChecks checks, BatchPredictions predictions) {
        this.jobs = jobs;
        this.controls = controls;
        this.checks = checks;
        this.predictions = predictions;
    }

    /** Checked in the transaction that writes the job, so that what is refused leaves nothing behind. */
    Job submit(Caller caller, BatchPredictionSpec spec, @Nullable String idempotencyKey) {
        Submission submission = new Submission(
                JobKind.BATCH_PREDICTION,
                spec.modelId().toString(),
                spec,
                spec.priority(),
                caller.actor(),
                TraceFilter.current(),
                idempotencyKey);
        return jobs.submit(caller.tenant(), submission, (jdbc, job) -> checks.accept(jdbc, job, spec));
    }

    /** Cancels one that is open; answers null when it had ended and was deleted with its results. */
    @Nullable
    Job remove(Caller caller, JobId id) {
        Job job = jobs.get(caller.tenant(), JobKind.BATCH_PREDICTION, id);
        if (!job.status().isFinal()) {
            return controls.cancel(caller.tenant(), id);
        }
        jobs.delete(caller.tenant(), JobKind.BATCH_PREDICTION, id, predictions::forget);
        return null;
    }
}
