package dev.millrace.jobs;

import dev.millrace.problems.ProblemType;

/** What Temporal knows of a run. */
sealed interface RunFate {
    record Open() implements RunFate {}

    record Completed() implements RunFate {}

    record Cancelled() implements RunFate {}

    /** It ended without Millrace having had a say, or with a failure that it could not write down. */
    record Lost(String detail) implements RunFate {
        JobFailure failure() {
            ProblemType type = ProblemType.RUN_LOST;
            return new JobFailure(type.uri(), type.title(), detail);
        }
    }
}
