package dev.millrace.agents.crm;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of a record: what providers' strict modes take, with all names listed and no others allowed. */
final class RecordSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RecordSchema() {}

    /** What may be left out is what JSpecify calls nullable. */
    static ObjectNode ofInput(Class<? extends Record> type) {
        return object(type, false);
    }

    /** Every field is there; those that JSpecify calls nullable may be null. */
    static ObjectNode ofOutput(Class<? extends Record> type) {
        return object(type, true);
    }

    private static ObjectNode object(Class<?> type, boolean output) {
        ObjectNode properties = JSON.objectNode();
        ArrayNode required = JSON.arrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            ObjectNode schema = of(component.getGenericType(), output);
            JsonPropertyDescription described = component.getAccessor().getAnnotation(JsonPropertyDescription.class);
            if (described != null) {
                schema.put("description", described.value());
            }
            if (nullable) {
                allowNull(schema);
            }
            if (output || !nullable) {
                required.add(component.getName());
            }
            properties.set(component.getName(), schema);
        }
        ObjectNode object = JSON.objectNode().put("type", "object");
        object.set("properties", properties);
        object.set("required", required);
        return object.put("additionalProperties", false);
    }

    private static ObjectNode of(Type type, boolean output) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            ObjectNode array = JSON.objectNode().put("type", "array");
            array.set("items", of(generic.getActualTypeArguments()[0], output));
            return array;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            ObjectNode map = JSON.objectNode().put("type", "object");
            map.set("additionalProperties", of(generic.getActualTypeArguments()[1], output));
            return map;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return object(plain, output);
        }
        if (plain.isEnum()) {
            ObjectNode words = JSON.objectNode().put("type", "string");
            ArrayNode values = words.putArray("enum");
            Arrays.stream(plain.getEnumConstants())
                    .forEach(value -> values.add(((Enum<?>) value).name().toLowerCase(Locale.ROOT)));
            return words;
        }
        return JSON.objectNode().put("type", scalar(plain));
    }

    private static String scalar(Class<?> type) {
        if (type == String.class) {
            return "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "integer";
        }
        if (type == double.class || type == Double.class) {
            return "number";
        }
        throw new IllegalArgumentException("agents' records have no " + type);
    }

    private static void allowNull(ObjectNode schema) {
        schema.set("type", JSON.arrayNode().add(schema.get("type")).add("null"));
        if (schema.get("enum") instanceof ArrayNode words) {
            words.addNull();
        }
    }
}
