package dev.millrace.pipelines;

import dev.millrace.jobs.JobFailure;
import dev.millrace.problems.ProblemType;

/** The step that failed, innermost, and why. */
public record StepFailure(String path, JobFailure reason) {
    /** For what the step is a part of. */
    JobFailure toJobFailure() {
        ProblemType type = ProblemType.STEP_FAILED;
        return new JobFailure(type.uri(), type.title(), detail());
    }

    String detail() {
        return "step `" + path + "` failed: " + reason.detail();
    }
}
