package dev.millrace.bench;

import dev.millrace.jobs.TaskQueues;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.pipelines.steps.TaskStep;
import dev.millrace.tenancy.Json;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A step that does nothing, so that only what surrounds it is measured. */
@Component
final class NothingStep implements TaskStep {
    @Override
    public String name() {
        return "nothing";
    }

    @Override
    public String description() {
        return "Does nothing.";
    }

    @Override
    public JsonNode withSchema() {
        return Json.parse("{\"type\": \"object\", \"additionalProperties\": false}");
    }

    @Override
    public JsonNode outputSchema() {
        return Json.parse("{\"type\": \"object\"}");
    }

    @Override
    public String queue() {
        return TaskQueues.IO;
    }

    @Override
    public JsonNode run(StepContext step, JsonNode with) {
        return Json.tree(Map.of());
    }
}
