package dev.millrace.llm;

import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNullSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonReferenceSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON Schema in langchain4j's types. What those have no type for, such as a pattern or a bound, stays as it is, in a raw
 * element.
 */
public final class JsonSchemas {
    private static final String DEFINITIONS = "#/$defs/";
    /** Of an object, beside its type; the last four say nothing to a model. */
    private static final Set<String> OBJECT =
            Set.of("properties", "required", "additionalProperties", "$defs", "title", "$schema", "$id", "$comment");

    private JsonSchemas() {}

    /** Asks for JSON that fits the schema, as it is. */
    public static ResponseFormat answer(JsonNode schema) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name("answer")
                        .rootElement(raw(schema))
                        .build())
                .build();
    }

    /** @throws IllegalArgumentException when it is not a schema of objects */
    public static JsonObjectSchema object(JsonNode schema) {
        if (!schema.isObject() || !schema.path("type").asString("object").equals("object")) {
            throw new IllegalArgumentException("a JSON Schema whose type is `object` is expected here");
        }
        JsonObjectSchema.Builder object = JsonObjectSchema.builder()
                .description(description(schema))
                .addProperties(elements(schema.path("properties")));
        if (schema.has("required")) {
            object.required(texts(schema.path("required")));
        }
        if (schema.path("additionalProperties").isBoolean()) {
            object.additionalProperties(schema.path("additionalProperties").booleanValue());
        }
        if (schema.path("$defs").isObject()) {
            object.definitions(elements(schema.path("$defs")));
        }
        return object.build();
    }

    public static JsonSchemaElement element(JsonNode schema) {
        String description = description(schema);
        if (schema.path("$ref").asString("").startsWith(DEFINITIONS) && schema.size() == 1) {
            return JsonReferenceSchema.builder()
                    .reference(schema.path("$ref").asString().substring(DEFINITIONS.length()))
                    .build();
        }
        if (schema.path("anyOf").isArray() && holdsOnly(schema, Set.of("anyOf"))) {
            List<JsonSchemaElement> any =
                    schema.path("anyOf").valueStream().map(JsonSchemas::element).toList();
            return JsonAnyOfSchema.builder().description(description).anyOf(any).build();
        }
        return typed(schema, schema.path("type").asString(""), description);
    }

    private static JsonSchemaElement typed(JsonNode schema, String type, @Nullable String description) {
        if (type.equals("object") && holdsOnly(schema, OBJECT)) {
            return object(schema);
        }
        if (type.equals("array") && schema.has("items") && holdsOnly(schema, Set.of("items"))) {
            return JsonArraySchema.builder()
                    .description(description)
                    .items(element(schema.path("items")))
                    .build();
        }
        if (type.equals("string") && schema.path("enum").isArray() && holdsOnly(schema, Set.of("enum"))) {
            return JsonEnumSchema.builder()
                    .description(description)
                    .enumValues(texts(schema.path("enum")))
                    .build();
        }
        return holdsOnly(schema, Set.of()) ? plain(schema, type, description) : raw(schema);
    }

    private static JsonSchemaElement plain(JsonNode schema, String type, @Nullable String description) {
        return switch (type) {
            case "string" -> JsonStringSchema.builder().description(description).build();
            case "integer" ->
                JsonIntegerSchema.builder().description(description).build();
            case "number" -> JsonNumberSchema.builder().description(description).build();
            case "boolean" ->
                JsonBooleanSchema.builder().description(description).build();
            case "null" -> new JsonNullSchema();
            default -> raw(schema);
        };
    }

    private static JsonRawSchema raw(JsonNode schema) {
        return JsonRawSchema.from(schema.toString());
    }

    private static Map<String, JsonSchemaElement> elements(JsonNode schemas) {
        Map<String, JsonSchemaElement> elements = new LinkedHashMap<>();
        schemas.properties().forEach(entry -> elements.put(entry.getKey(), element(entry.getValue())));
        return elements;
    }

    /** Beside its type, title and description. */
    private static boolean holdsOnly(JsonNode schema, Set<String> keywords) {
        return schema.isObject()
                && schema.propertyNames().stream()
                        .allMatch(name -> name.equals("type")
                                || name.equals("title")
                                || name.equals("description")
                                || keywords.contains(name))
                && (!schema.has("additionalProperties")
                        || schema.path("additionalProperties").isBoolean());
    }

    private static List<String> texts(JsonNode values) {
        return values.valueStream().map(value -> value.asString()).toList();
    }

    private static @Nullable String description(JsonNode schema) {
        return schema.path("description").isString()
                ? schema.path("description").asString()
                : null;
    }
}
