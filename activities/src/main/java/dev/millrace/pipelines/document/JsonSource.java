package dev.millrace.pipelines.document;

import dev.millrace.problems.schema.Pointer;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON as a tree that knows its lines. */
final class JsonSource {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Source.DEEPEST)
                    .build())
            .build();

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final Map<String, Integer> lines = new HashMap<>();
    private final JsonParser parser;

    private JsonSource(JsonParser parser) {
        this.parser = parser;
    }

    static Source parse(String text) {
        try (JsonParser parser = FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
            JsonSource source = new JsonSource(parser);
            parser.nextToken();
            source.mark("");
            JsonNode tree = source.value("");
            if (parser.nextToken() != null) {
                throw Source.unreadable("", "there is more after the document's end", source.line());
            }
            return new Source(tree, source.lines, Map.of());
        } catch (StreamConstraintsException tooMuch) {
            throw Source.unreadable(
                    "", "the document goes beyond what is read: " + tooMuch.getOriginalMessage(), line(tooMuch));
        } catch (JacksonException broken) {
            throw Source.unreadable("", "this is no JSON: " + broken.getOriginalMessage(), line(broken));
        }
    }

    private JsonNode value(String at) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(at);
            case START_ARRAY -> array(at);
            case VALUE_STRING -> nodes.stringNode(parser.getString());
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? nodes.numberNode(parser.getBigIntegerValue())
                        : nodes.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            case null, default -> throw Source.unreadable(at, "a value is missing", line());
        };
    }

    private ObjectNode object(String at) {
        ObjectNode object = nodes.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            String place = Pointer.of(at, key);
            mark(place);
            parser.nextToken();
            object.set(key, value(place));
        }
        return object;
    }

    private ArrayNode array(String at) {
        ArrayNode array = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String place = Pointer.of(at, array.size());
            mark(place);
            array.add(value(place));
        }
        return array;
    }

    private void mark(String at) {
        lines.put(at, line());
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private static int line(JacksonException broken) {
        return broken.getLocation() == null
                ? 1
                : Math.max(1, broken.getLocation().getLineNr());
    }
}
