package dev.millrace.pipelines.document;

import dev.millrace.jobs.Priority;
import dev.millrace.pipelines.StepPlan;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One step of a document. {@code with} holds values with <code>${{ }}</code> in their strings; {@code when} is CEL. Of
 * {@code type} loop and branch {@code with} is read into {@code loop} and {@code branch}.
 */
public record DocumentStep(
        String id,
        String type,
        List<String> needs,
        @Nullable String when,
        JsonNode with,
        StepPlan.@Nullable Retry retry,
        @Nullable Duration timeout,
        @Nullable ForEach forEach,
        @Nullable Compensation compensate,
        @Nullable Duration cache,
        @Nullable Priority priority,
        boolean allowFailure,
        @Nullable Loop loop,
        @Nullable Branch branch) {

    /** {@code items} is CEL that gives a list. */
    public record ForEach(String items, int window, boolean stops) {}

    /** How the step is undone: its expressions may read the step's own output. */
    public record Compensation(
            String type,
            JsonNode with,
            StepPlan.@Nullable Retry retry,
            @Nullable Duration timeout) {}

    /** {@code until} is CEL over the steps of the body; {@code fails}: when it does not hold after the last iteration. */
    public record Loop(String until, int maxIterations, boolean fails, List<DocumentStep> steps) {}

    /** The first case whose {@code when} holds; {@code otherwise} when none does. */
    public record Branch(List<Case> cases, List<DocumentStep> otherwise) {}

    public record Case(String when, List<DocumentStep> steps) {}
}
