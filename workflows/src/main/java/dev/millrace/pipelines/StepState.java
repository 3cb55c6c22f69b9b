package dev.millrace.pipelines;

/** How a step ended, as far as others depend on it. */
public enum StepState {
    COMPLETED,
    /** Its condition did not hold, or a step that it needs was skipped. */
    SKIPPED,
    FAILED,
    /** A step that it needs has failed. */
    NOT_RUN
}
