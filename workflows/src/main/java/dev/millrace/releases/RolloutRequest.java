package dev.millrace.releases;

import dev.millrace.jobs.JobRef;

/** The argument of the workflow. */
public record RolloutRequest(JobRef job, RolloutSpec spec, Progress progress) {
    public RolloutRequest {
        progress = progress == null ? Progress.NONE : progress;
    }

    public RolloutRequest(JobRef job, RolloutSpec spec) {
        this(job, spec, Progress.NONE);
    }

    RolloutRequest from(Progress reached) {
        return new RolloutRequest(job, spec, reached);
    }
}
