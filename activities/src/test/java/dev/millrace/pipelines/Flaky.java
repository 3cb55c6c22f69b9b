package dev.millrace.pipelines;

import dev.millrace.jobs.TaskQueues;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.pipelines.steps.TaskStep;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A step that gives its value: where that ends in 7 only at the second attempt, where it is 13 never. */
final class Flaky implements TaskStep {
    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** How many were done at the same time, at most. */
    int most() {
        return most.get();
    }

    @Override
    public String name() {
        return "flaky";
    }

    @Override
    public String description() {
        return "Gives its value, sooner or later.";
    }

    @Override
    public JsonNode withSchema() {
        return Json.parse("""
                {"type": "object", "additionalProperties": false, "required": ["value"],
                 "properties": {"value": {"type": "integer"}}}""");
    }

    @Override
    public JsonNode outputSchema() {
        return Json.parse("{\"type\": \"integer\"}");
    }

    @Override
    public String queue() {
        return TaskQueues.IO;
    }

    @Override
    public JsonNode run(StepContext step, JsonNode with) {
        int value = with.path("value").asInt();
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            if (value == 13) {
                throw new Problem(ProblemType.STEP_FAILED, "13 is not done");
            }
            if (value % 10 == 7 && tried.add(step.key())) {
                throw new Problem(ProblemType.UPSTREAM_FAILED, "not yet");
            }
            return Json.tree(value);
        } finally {
            underWay.decrementAndGet();
        }
    }
}
