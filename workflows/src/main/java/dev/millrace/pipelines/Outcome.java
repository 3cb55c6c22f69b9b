package dev.millrace.pipelines;

import dev.millrace.jobs.JobFailure;
import org.jspecify.annotations.Nullable;

/** How a step ended, and why it failed if it did. */
record Outcome(StepState state, @Nullable StepFailure failure) {
    static final Outcome COMPLETED = new Outcome(StepState.COMPLETED, null);
    static final Outcome SKIPPED = new Outcome(StepState.SKIPPED, null);

    static Outcome of(StepState state) {
        return new Outcome(state, null);
    }

    static Outcome failed(StepFailure failure) {
        return new Outcome(StepState.FAILED, failure);
    }

    static Outcome failed(StepCall call, JobFailure reason) {
        return failed(new StepFailure(call.path(), reason));
    }
}
