package dev.millrace.pipelines;

import dev.millrace.jobs.TaskQueues;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.pipelines.steps.TaskStep;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A step that gives its value, or fails where that is a multiple of {@code fails_at}. */
public final class Probe implements TaskStep {
    @Override
    public String name() {
        return "probe";
    }

    @Override
    public String description() {
        return "Gives its value.";
    }

    @Override
    public JsonNode withSchema() {
        return Json.parse("""
                {"type": "object", "additionalProperties": false, "required": ["value"],
                 "properties": {"value": {"type": "integer"}, "fails_at": {"type": "integer", "default": 0}}}""");
    }

    @Override
    public JsonNode outputSchema() {
        return Json.parse("""
                {"type": "object", "required": ["value"], "properties": {"value": {"type": "integer"}}}""");
    }

    @Override
    public boolean compensates() {
        return true;
    }

    @Override
    public String queue() {
        return TaskQueues.IO;
    }

    @Override
    public JsonNode run(StepContext step, JsonNode with) {
        int value = with.path("value").asInt();
        int failsAt = with.path("fails_at").asInt(0);
        if (failsAt > 0 && value % failsAt == 0) {
            throw new Problem(ProblemType.STEP_FAILED, value + " is a multiple of " + failsAt);
        }
        return Json.tree(Map.of("value", value));
    }
}
