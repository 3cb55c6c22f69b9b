package dev.millrace.pipelines.steps;

import dev.millrace.jobs.TaskQueues;
import dev.millrace.tenancy.Json;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Gives a value: worked out once, so that several steps, or the next iteration, read the same. */
@Component
final class SetValue implements TaskStep {
    @Override
    public String name() {
        return "set";
    }

    @Override
    public String description() {
        return "Gives a value, worked out once from others.";
    }

    @Override
    public JsonNode withSchema() {
        return Json.parse("""
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["value"],
                  "properties": {"value": {"description": "Any JSON, with expressions in its strings."}}
                }""");
    }

    @Override
    public JsonNode outputSchema() {
        return Json.parse("""
                {"type": "object", "required": ["value"], "properties": {"value": {}}}""");
    }

    @Override
    public String queue() {
        return TaskQueues.IO;
    }

    @Override
    public JsonNode run(StepContext step, JsonNode with) {
        return JsonNodeFactory.instance.objectNode().set("value", with.path("value"));
    }
}
