package dev.millrace.pipelines.document;

import dev.millrace.pipelines.expression.Expressions;
import dev.millrace.pipelines.steps.StepType;
import dev.millrace.problems.schema.SchemaCheck;
import java.util.List;

/** Documents with four types of steps: a job, two tasks with schemas, and one that takes and gives anything. */
final class Fixtures {
    static final StepType TRAIN = new FakeJob("train", """
            {"type": "object", "additionalProperties": false, "required": ["dataset", "trees"],
             "properties": {"dataset": {"type": "string"}, "trees": {"type": "integer", "minimum": 1},
                            "rate": {"type": "number"}, "tags": {"type": "array", "items": {"type": "string"}},
                            "kind": {"enum": ["forest", "boosting"]}}}
            """, """
            {"type": "object", "required": ["accuracy", "model_id"], "additionalProperties": false,
             "properties": {"accuracy": {"type": "number"}, "model_id": {"type": "string"},
                            "rounds": {"type": "integer"}, "labels": {"type": "array", "items": {"type": "string"}},
                            "note": {"type": ["string", "null"]}}}
            """);
    static final StepType DEPLOY = new FakeTask(
            "deploy", """
            {"type": "object", "additionalProperties": false, "required": ["model_id"],
             "properties": {"model_id": {"type": "string"}, "force": {"type": "boolean"},
                            "data": {"oneOf": [
                               {"type": "object", "required": ["a"], "additionalProperties": false, "properties": {"a": {"type": "integer"}}},
                               {"type": "object", "required": ["b"], "additionalProperties": false, "properties": {"b": {"type": "string"}}}]}}}
            """, "{\"type\": \"object\", \"properties\": {\"url\": {\"type\": \"string\"}}}", false, true);
    static final StepType PURE = new FakeTask("pure", "{\"type\": \"object\"}", "{}", true, false);

    private static final Expressions EXPRESSIONS = new Expressions();
    private static final SchemaCheck SCHEMAS = new SchemaCheck();

    private Fixtures() {}

    static Documents documents() {
        return new Documents(List.of(TRAIN, DEPLOY, PURE), EXPRESSIONS, SCHEMAS);
    }
}
