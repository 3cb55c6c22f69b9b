package dev.millrace.pipelines.document;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.millrace.problems.schema.Pointer;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts a value of the right type in the place of each expression, so that a schema can tell whether such values fit. */
final class Samples {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Samples() {}

    static JsonNode in(JsonNode value, String at, Map<String, CelType> expressions) {
        CelType type = expressions.get(at);
        if (type != null) {
            return of(type, value);
        }
        return switch (value.getNodeType()) {
            case OBJECT -> {
                ObjectNode object = NODES.objectNode();
                value.forEachEntry((name, member) -> object.set(name, in(member, Pointer.of(at, name), expressions)));
                yield object;
            }
            case ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = 0; i < value.size(); i++) {
                    array.add(in(value.get(i), Pointer.of(at, i), expressions));
                }
                yield array;
            }
            case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO, STRING -> value;
        };
    }

    private static JsonNode of(CelType type, JsonNode written) {
        return switch (type.kind()) {
            case BOOL -> NODES.booleanNode(true);
            case INT, UINT -> NODES.numberNode(1);
            case DOUBLE -> NODES.numberNode(0.5);
            case NULL_TYPE -> NODES.nullNode();
            case MAP, STRUCT -> NODES.objectNode();
            case LIST -> {
                ArrayNode list = NODES.arrayNode();
                if (type instanceof ListType typed && typed.hasElemType() && known(typed.elemType())) {
                    list.add(of(typed.elemType(), written));
                }
                yield list;
            }
            default -> written;
        };
    }

    private static boolean known(CelType type) {
        return switch (type.kind()) {
            case BOOL, INT, UINT, DOUBLE, STRING, LIST, MAP, STRUCT -> true;
            default -> false;
        };
    }
}
