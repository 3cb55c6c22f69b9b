package dev.millrace.pipelines;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a run works by: its own copy of the document, and the input with its defaults. {@code depth} is how many runs it lies
 * below the outermost one; {@code forkedFrom} the run whose results it took over, {@code fromStep} where it left that one
 * (null in a retry).
 */
public record PipelineRun(
        JobRef job,
        JsonNode document,
        JsonNode input,
        @Nullable DefinitionId workflowId,
        @Nullable Integer version,
        int steps,
        int depth,
        @Nullable JobId forkedFrom,
        @Nullable String fromStep) {}
