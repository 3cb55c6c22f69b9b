package dev.millrace.pipelines;

import dev.millrace.jobs.JobRef;

/**
 * One step of a run, or one item or iteration of it. {@code path} is {@code train}, {@code each[3]} (item 3), in a body
 * {@code tune[2].fit} (iteration 2), or {@code choose.deploy} in a branch.
 */
public record StepCall(JobRef run, String path) {
    /** An item of the step, or an iteration. */
    StepCall numbered(int number) {
        return new StepCall(run, path + "[" + number + "]");
    }
}
