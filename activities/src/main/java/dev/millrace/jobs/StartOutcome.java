package dev.millrace.jobs;

/** What came of trying to start a job. */
enum StartOutcome {
    STARTED,
    /** Another starter has it, or it was started or cancelled before. */
    NOT_QUEUED,
    /** Temporal does not answer; later again. */
    POSTPONED,
    /** The workspace has as many fits running as it may; later again. */
    HELD,
    REFUSED
}
