package dev.millrace.pipelines;

/** The argument of a part's workflow: {@code call} names the step, {@code step} how it is worked on. */
public record PartRequest(StepCall call, StepPlan step, Part part) {}
