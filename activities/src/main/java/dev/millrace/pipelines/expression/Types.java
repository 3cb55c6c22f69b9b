package dev.millrace.pipelines.expression;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The types that a document's expressions may meet. Those with fields are known by their names, which messages show. */
public final class Types {
    private static final int DEEPEST = 20;
    private static final CelType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private final Map<String, StructType> structs = new LinkedHashMap<>();

    public StructType struct(String name, Map<String, CelType> fields) {
        ImmutableMap<String, CelType> all = ImmutableMap.copyOf(fields);
        StructType type = StructType.create(name, all.keySet(), field -> Optional.ofNullable(all.get(field)));
        structs.put(name, type);
        return type;
    }

    /** The type of what fits a JSON Schema; dyn where it says nothing that CEL knows. */
    public CelType of(@Nullable JsonNode schema, String name) {
        return schema == null ? SimpleType.DYN : of(schema, schema, name, 0);
    }

    public Types copy() {
        Types copy = new Types();
        copy.structs.putAll(structs);
        return copy;
    }

    public void add(@Nullable CelType type) {
        if (type instanceof StructType struct) {
            structs.put(struct.name(), struct);
        }
    }

    Map<String, StructType> structs() {
        return structs;
    }

    private CelType of(JsonNode root, JsonNode schema, String name, int depth) {
        if (!schema.isObject() || depth > DEEPEST) {
            return SimpleType.DYN;
        }
        if (schema.path("$ref").isString()) {
            return reference(root, schema.path("$ref").stringValue(), name, depth);
        }
        return switch (kind(schema)) {
            case "integer" -> SimpleType.INT;
            case "number" -> SimpleType.DOUBLE;
            case "string" -> SimpleType.STRING;
            case "boolean" -> SimpleType.BOOL;
            case "array" -> ListType.create(of(root, schema.path("items"), "an item of " + name, depth + 1));
            case "object" -> object(root, schema, name, depth);
            default -> SimpleType.DYN;
        };
    }

    private CelType reference(JsonNode root, String to, String name, int depth) {
        return to.startsWith("#/") ? of(root, root.at(to.substring(1)), name, depth + 1) : SimpleType.DYN;
    }

    private CelType object(JsonNode root, JsonNode schema, String name, int depth) {
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        boolean open = others.isObject() || others.asBoolean(false) || schema.has("patternProperties");
        if (properties.isEmpty()) {
            return others.isObject()
                    ? MapType.create(SimpleType.STRING, of(root, others, "a value of " + name, depth + 1))
                    : OBJECT;
        }
        if (open) {
            return OBJECT;
        }
        Map<String, CelType> fields = new LinkedHashMap<>();
        properties.forEachEntry((field, type) -> fields.put(field, of(root, type, name + "." + field, depth + 1)));
        return struct(name, fields);
    }

    /** Its one type, null aside; empty when there are several or none. */
    private static String kind(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isString()) {
            return type.stringValue();
        }
        if (type.isArray()) {
            List<String> kinds = type.valueStream()
                    .map(kind -> kind.asString(""))
                    .filter(kind -> !kind.equals("null"))
                    .toList();
            return kinds.size() == 1 ? kinds.getFirst() : "";
        }
        JsonNode values = schema.path("enum");
        boolean words = !values.isEmpty() && values.valueStream().allMatch(JsonNode::isString);
        return words || schema.path("const").isString() ? "string" : schema.has("properties") ? "object" : "";
    }
}
