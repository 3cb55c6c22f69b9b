package dev.millrace.pipelines.document;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code with} of the interpreter's own types holds. */
final class ControlTypes {
    private static final String DURATION =
            "{\"type\": \"string\", \"description\": \"ISO 8601, such as PT30S or P1D\"}";
    private static final String CEL = "{\"type\": \"string\", \"description\": \"CEL, without ${{ }}\"}";

    private static final JsonNode WAIT = read("""
            {"type": "object", "additionalProperties": false, "properties": {
              "duration": %1$s,
              "until": {"type": "string", "description": "RFC 3339, such as 2030-01-31T08:00:00Z"},
              "event": {"type": "string", "minLength": 1, "maxLength": 200},
              "timeout": %1$s,
              "on_timeout": {"enum": ["fail", "continue"], "default": "fail"}},
             "oneOf": [{"required": ["duration"]}, {"required": ["until"]}, {"required": ["event"]}],
             "dependentRequired": {"timeout": ["event"], "on_timeout": ["event"]}}
            """.formatted(DURATION));
    private static final JsonNode APPROVAL = read("""
            {"type": "object", "additionalProperties": false, "required": ["prompt"], "properties": {
              "prompt": {"type": "string", "minLength": 1, "maxLength": 10000},
              "details": {"description": "Whatever the person should see, as any JSON."},
              "role": {"enum": ["operator", "admin"], "default": "operator"},
              "approvers": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 100},
              "expires_in": %s,
              "on_expiry": {"enum": ["fail", "approve", "reject"], "default": "fail"},
              "on_reject": {"enum": ["fail", "continue"], "default": "fail"},
              "answer_schema": {"type": "object", "description": "A JSON Schema of further fields of the answer"}}}
            """.formatted(DURATION));
    private static final JsonNode BRANCH = read("""
            {"type": "object", "additionalProperties": false, "required": ["cases"], "properties": {
              "cases": {"type": "array", "minItems": 1, "items": {"type": "object", "additionalProperties": false,
                "required": ["when", "steps"],
                "properties": {"when": %s, "steps": {"$ref": "#/$defs/steps"}}}},
              "else": {"$ref": "#/$defs/steps"}}}
            """.formatted(CEL));
    private static final JsonNode LOOP = read("""
            {"type": "object", "additionalProperties": false, "required": ["until", "steps"], "properties": {
              "until": %s,
              "max_iterations": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 10},
              "on_exhausted": {"enum": ["fail", "continue"], "default": "fail"},
              "steps": {"$ref": "#/$defs/steps"}}}
            """.formatted(CEL));

    /** Type, then what it is for. */
    static final Map<String, String> DESCRIPTIONS = Map.of(
            Control.WAIT, "Waits for some time, until a time, or for an event.",
            Control.APPROVAL, "Waits until a person approves or rejects.",
            Control.BRANCH, "Does the steps of the first case that holds.",
            Control.LOOP, "Does its steps again and again until its condition holds.");

    private ControlTypes() {}

    static JsonNode with(String type) {
        return switch (type) {
            case Control.WAIT -> WAIT;
            case Control.APPROVAL -> APPROVAL;
            case Control.BRANCH -> BRANCH;
            case Control.LOOP -> LOOP;
            default -> throw new IllegalArgumentException(type + " is none of " + List.copyOf(Control.TYPES));
        };
    }

    private static JsonNode read(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
