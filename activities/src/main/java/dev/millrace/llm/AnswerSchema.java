package dev.millrace.llm;

import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.millrace.llm.provider.SchemaText;
import dev.millrace.problems.Problem;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.tenancy.Json;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Holds answers to the JSON Schema that a caller asked for. */
final class AnswerSchema {
    private static final int MOST_VIOLATIONS = 10;

    private final SchemaCheck checks;
    private final JsonNode schema;

    /** @throws Problem INVALID when the schema cannot be used */
    AnswerSchema(SchemaCheck checks, JsonSchema wanted) {
        this.checks = checks;
        this.schema = parse(SchemaText.of(wanted));
        if (schema.findValues("$ref").stream().anyMatch(ref -> !ref.asString("").startsWith("#"))) {
            throw Problem.invalid("/response_format", "a schema refers to its own parts only: $ref begins with #");
        }
        checks.unusable(schema).ifPresent(reason -> {
            throw Problem.invalid("/response_format", reason);
        });
    }

    /** What does not fit, in words that a model understands; empty when all does. */
    List<String> violations(String answer) {
        try {
            return checks.check(schema, Json.parse(answer), "").stream()
                    .map(violation -> violation.pointer() + ": " + violation.detail())
                    .limit(MOST_VIOLATIONS)
                    .toList();
        } catch (JacksonException notJson) {
            return List.of("it is not JSON: " + notJson.getOriginalMessage());
        }
    }

    private static JsonNode parse(String schema) {
        try {
            return Json.parse(schema);
        } catch (JacksonException notJson) {
            throw Problem.invalid("/response_format", "the schema cannot be used: " + notJson.getOriginalMessage());
        }
    }
}
