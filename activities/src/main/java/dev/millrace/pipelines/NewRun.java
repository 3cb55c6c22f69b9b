package dev.millrace.pipelines;

import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.pipelines.document.Compiled;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run to be accepted; {@code input} is checked and has its defaults. */
record NewRun(
        JobKind kind,
        Compiled compiled,
        JsonNode input,
        @Nullable DefinitionId workflowId,
        @Nullable Integer version,
        @Nullable String customerId,
        int depth,
        @Nullable JobId forkedFrom,
        @Nullable String fromStep) {
    String name() {
        return compiled.document().name();
    }

    /** As the job's row keeps it. */
    Map<String, @Nullable Object> request() {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("workflow_type", kind.wire());
        request.put("workflow", name());
        request.put("workflow_id", workflowId);
        request.put("version", version);
        request.put("customer_id", customerId);
        request.put("input", input);
        request.put("forked_from", forkedFrom);
        request.put("from_step", fromStep);
        return request;
    }

    PipelineRun row(JobRef job) {
        return new PipelineRun(
                job,
                compiled.source(),
                input,
                workflowId,
                version,
                compiled.plan().size(),
                depth,
                forkedFrom,
                fromStep);
    }
}
