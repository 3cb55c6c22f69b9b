package dev.millrace.agents.flows;

import dev.millrace.jobs.TaskQueues;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.pipelines.steps.StepType;
import dev.millrace.pipelines.steps.TaskStep;
import dev.millrace.tenancy.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The types of steps that flows are made of, as far as their schemas go. */
record FlowSteps(String name, String with, String output) implements TaskStep {
    static final List<StepType> TYPES = List.of(
            new FlowSteps("agent", """
                    {"type": "object", "additionalProperties": false, "required": ["agent"], "properties": {
                      "agent": {"type": "string"}, "input": {"type": "object"}, "task": {"type": "object"}, "context": {"type": "object"}}}""", "{\"type\": \"object\", \"properties\": {\"result\": {}, \"meta\": {}}}"),
            new FlowSteps(
                    "llm",
                    """
                    {"type": "object", "additionalProperties": false, "required": ["prompt"], "properties": {
                      "model": {"type": "string"}, "system": {"type": "string"}, "prompt": {"type": "string"},
                      "schema": {"type": "object"}}}""",
                    "{\"type\": \"object\", \"properties\": {\"text\": {\"type\": \"string\"}, \"json\": {}}}"),
            new FlowSteps(
                    "set",
                    "{\"type\": \"object\", \"properties\": {\"value\": {}}}",
                    "{\"type\": \"object\", \"properties\": {\"value\": {}}}"));

    @Override
    public String description() {
        return name;
    }

    @Override
    public JsonNode withSchema() {
        return Json.parse(with);
    }

    @Override
    public JsonNode outputSchema() {
        return Json.parse(output);
    }

    @Override
    public String queue() {
        return TaskQueues.IO;
    }

    @Override
    public JsonNode run(StepContext step, JsonNode given) {
        throw new UnsupportedOperationException("only its schemas are asked for");
    }
}
