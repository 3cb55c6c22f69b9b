package dev.millrace.jobs;

import java.util.Map;

/** Knows what the steps of a run wait for; a feature whose steps wait has one as a bean. */
public interface StepWaits {
    /** By the step's id. */
    Map<String, StepWait> of(JobRef run);
}
