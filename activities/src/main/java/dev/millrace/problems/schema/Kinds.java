package dev.millrace.problems.schema;

import tools.jackson.databind.JsonNode;

/** What a value is, in words for messages. */
public final class Kinds {
    private Kinds() {}

    public static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "a list";
            case STRING, BINARY -> "a string";
            case NUMBER -> value.isIntegralNumber() ? "an integer" : "a number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "null";
        };
    }
}
