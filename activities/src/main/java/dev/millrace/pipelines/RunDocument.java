package dev.millrace.pipelines;

import dev.millrace.jobs.Job;
import dev.millrace.pipelines.document.Compiled;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a run works by, and never changes: its document, its input, how deep it lies, and the row of its job as it was accepted. */
record RunDocument(Compiled compiled, JsonNode input, int depth, Job job) {
    Map<String, @Nullable Object> facts() {
        return Map.of("id", job.ref().job().toString(), "started_at", job.createdAt());
    }
}
