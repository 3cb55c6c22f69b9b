package dev.millrace.llm.provider;

import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.millrace.tenancy.Json;

/** langchain4j's schemas in JSON. */
public final class SchemaText {
    private SchemaText() {}

    public static String of(JsonSchema schema) {
        return schema.rootElement() instanceof JsonRawSchema raw
                ? raw.schema()
                : Json.write(JsonSchemaElementUtils.toMap(schema.rootElement()));
    }
}
