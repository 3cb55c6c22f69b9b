package dev.millrace.pipelines.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an expression gave, as JSON: times as RFC 3339, durations as ISO 8601, bytes as Base64; not over 10 MB. */
final class Json {
    private static final int DEEPEST = 100;

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private long left = Budget.MOST_CHARACTERS;

    private Json() {}

    static JsonNode of(@Nullable Object value) {
        return new Json().node(value, 0);
    }

    private JsonNode node(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new Budget.TooMuch("its value is nested deeper than " + DEEPEST);
        }
        take(2);
        return switch (value) {
            case null -> nodes.nullNode();
            case NullValue nothing -> nodes.nullNode();
            case Boolean truth -> nodes.booleanNode(truth);
            case String text -> text(text);
            case Long number -> number(nodes.numberNode(number));
            case Double number -> real(number);
            case UnsignedLong number -> number(nodes.numberNode(number.bigIntegerValue()));
            case Instant time -> text(time.toString());
            case Duration duration -> text(duration.toString());
            case CelByteString bytes -> bytes(bytes);
            case List<?> list -> array(list, depth);
            case Map<?, ?> map -> object(map, depth);
            case CelType type -> text(type.name());
            default -> throw new Budget.TooMuch("its value is no JSON");
        };
    }

    private ArrayNode array(List<?> list, int depth) {
        ArrayNode array = nodes.arrayNode();
        for (Object item : list) {
            array.add(node(item, depth + 1));
        }
        return array;
    }

    private ObjectNode object(Map<?, ?> map, int depth) {
        ObjectNode object = nodes.objectNode();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            take(name.length() + 3L);
            object.set(name, node(value, depth + 1));
        });
        return object;
    }

    private JsonNode text(String text) {
        take(text.length());
        return nodes.stringNode(text);
    }

    private JsonNode bytes(CelByteString bytes) {
        take(bytes.size() * 4L / 3);
        return nodes.stringNode(java.util.Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    private JsonNode real(double number) {
        if (!Double.isFinite(number)) {
            throw new Budget.TooMuch("its value is " + number + ", which JSON does not have");
        }
        return number(nodes.numberNode(number));
    }

    private JsonNode number(JsonNode number) {
        take(6);
        return number;
    }

    private void take(long characters) {
        left -= characters;
        if (left < 0) {
            throw new Budget.TooMuch("its value is larger than 10 MB");
        }
    }
}
