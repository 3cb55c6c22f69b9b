package dev.millrace.pipelines.document;

import dev.millrace.pipelines.steps.StepType;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of documents, put together from all types of steps, so that editors complete them. */
final class DocumentSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String FRAME = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema",
             "title": "Millrace workflow",
             "type": "object", "additionalProperties": false, "required": ["name", "steps"],
             "properties": {
               "name": {"type": "string", "minLength": 1, "maxLength": 200},
               "description": {"type": "string", "maxLength": 10000},
               "input_schema": {"type": "object", "description": "A JSON Schema (2020-12) of a run's input"},
               "steps": {"$ref": "#/$defs/steps"},
               "output": {"description": "What a run gives; strings may hold ${{ CEL }}"}},
             "$defs": {
               "expression": {"type": "string", "pattern": "\\\\$\\\\{\\\\{", "description": "${{ CEL }}"},
               "condition": {"type": "string", "minLength": 1, "maxLength": 4000, "description": "CEL, without ${{ }}"},
               "duration": {"type": "string", "pattern": "^P", "description": "ISO 8601, such as PT30S or P1D"},
               "retry": {"type": "object", "additionalProperties": false, "properties": {
                 "max_attempts": {"type": "integer", "minimum": 1, "maximum": 100, "default": 3},
                 "backoff": {"$ref": "#/$defs/duration", "default": "PT1S"}}},
               "steps": {"type": "array", "minItems": 1, "maxItems": 1000, "items": {"$ref": "#/$defs/step"}},
               "step": {"type": "object", "additionalProperties": false, "required": ["id", "type"],
                 "properties": {
                   "id": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,62}$"},
                   "type": {},
                   "needs": {"type": "array", "items": {"type": "string"}, "uniqueItems": true},
                   "when": {"$ref": "#/$defs/condition"},
                   "with": {"type": "object"},
                   "retry": {"$ref": "#/$defs/retry"},
                   "timeout": {"$ref": "#/$defs/duration"},
                   "for_each": {"anyOf": [{"$ref": "#/$defs/condition"}, {"type": "object",
                     "additionalProperties": false, "required": ["items"], "properties": {
                       "items": {"$ref": "#/$defs/condition"},
                       "window": {"type": "integer", "minimum": 1, "maximum": 100, "default": 10},
                       "on_failure": {"enum": ["stop", "continue"], "default": "stop"}}}]},
                   "compensate": {"type": "object", "additionalProperties": false, "required": ["type"], "properties": {
                     "type": {}, "with": {"type": "object"}, "retry": {"$ref": "#/$defs/retry"},
                     "timeout": {"$ref": "#/$defs/duration"}}, "allOf": []},
                   "cache": {"$ref": "#/$defs/duration"},
                   "priority": {"enum": ["low", "normal", "high"], "default": "normal"},
                   "allow_failure": {"type": "boolean", "default": false,
                     "description": "The run goes well also when this step fails."}},
                 "allOf": []}}}
            """;

    private DocumentSchema() {}

    static JsonNode of(Collection<StepType> types) {
        ObjectNode schema = (ObjectNode) JsonMapper.shared().readTree(FRAME);
        ObjectNode defs = (ObjectNode) schema.path("$defs");
        ObjectNode step = (ObjectNode) defs.path("step");
        ObjectNode undo = (ObjectNode) step.path("properties").path("compensate");
        ArrayNode names = NODES.arrayNode();
        ArrayNode undoing = NODES.arrayNode();
        for (String control : Control.TYPES) {
            describe(names, control, String.valueOf(ControlTypes.DESCRIPTIONS.get(control)));
            choose(defs, step, control, Expressible.of(ControlTypes.with(control)));
        }
        for (StepType type : types) {
            describe(names, type.name(), type.description());
            choose(defs, step, type.name(), Expressible.of(type.withSchema()));
            if (type.compensates()) {
                describe(undoing, type.name(), type.description());
                choose(defs, undo, type.name(), Expressible.of(type.withSchema()));
            }
        }
        ((ObjectNode) step.path("properties").path("type")).set("anyOf", names);
        if (!undoing.isEmpty()) {
            ((ObjectNode) undo.path("properties").path("type")).set("anyOf", undoing);
        }
        return schema;
    }

    private static void describe(ArrayNode names, String name, String description) {
        names.addObject().put("const", name).put("description", description);
    }

    private static void choose(ObjectNode defs, ObjectNode owner, String type, JsonNode with) {
        String key = "with_" + type.toLowerCase(Locale.ROOT);
        defs.set(key, with);
        ObjectNode rule = ((ArrayNode) owner.path("allOf")).addObject();
        ObjectNode condition = rule.putObject("if");
        condition.putObject("properties").putObject("type").put("const", type);
        condition.putArray("required").add("type");
        ObjectNode then = rule.putObject("then");
        then.putObject("properties").putObject("with").put("$ref", "#/$defs/" + key);
        if (!with.path("required").isEmpty()) {
            then.putArray("required").add("with");
        }
    }

    /** A schema that also allows an expression wherever a value may stand. */
    static final class Expressible {
        private static final Set<String> MAPS =
                Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");
        private static final Set<String> VALUES = Set.of("items", "additionalProperties", "contains");

        private Expressible() {}

        /** The schema itself stays what it is: {@code with} as a whole is no expression. */
        static JsonNode of(JsonNode schema) {
            if (!schema.isObject()) {
                return schema;
            }
            ObjectNode open = NODES.objectNode();
            for (Map.Entry<String, JsonNode> member : schema.properties()) {
                String keyword = member.getKey();
                JsonNode value = member.getValue();
                if (MAPS.contains(keyword)) {
                    ObjectNode inner = open.putObject(keyword);
                    value.forEachEntry((name, each) -> inner.set(name, orExpression(each)));
                } else if (VALUES.contains(keyword)) {
                    open.set(keyword, orExpression(value));
                } else if (value.isArray() && Set.of("allOf", "anyOf", "oneOf").contains(keyword)) {
                    ArrayNode alternatives = open.putArray(keyword.equals("oneOf") ? "anyOf" : keyword);
                    value.forEach(each -> alternatives.add(of(each)));
                } else {
                    open.set(keyword, value);
                }
            }
            return open;
        }

        private static JsonNode orExpression(JsonNode schema) {
            boolean steps = schema.path("$ref").asString("").equals("#/$defs/steps");
            if (!schema.isObject() || steps || schema.isEmpty()) {
                return schema;
            }
            ObjectNode either = NODES.objectNode();
            either.putArray("anyOf").add(of(schema)).addObject().put("$ref", "#/$defs/expression");
            return either;
        }
    }
}
