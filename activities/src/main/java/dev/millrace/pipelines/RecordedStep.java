package dev.millrace.pipelines;

import dev.millrace.jobs.StepStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is recorded of a step: how far it is, what it gave, and the detail of its failure. */
record RecordedStep(
        String path,
        StepStatus status,
        int attempts,
        JsonNode output,
        @Nullable String error) {
    boolean isThrough() {
        return status == StepStatus.COMPLETED || status == StepStatus.SKIPPED;
    }
}
