package dev.millrace.pipelines.document;

import dev.millrace.problems.schema.Pointer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads YAML 1.2 (core schema, one document) as a tree that knows its lines. Aliases are copied; how often is limited. */
final class YamlSource {
    /** Of values, those that aliases repeat counted each time. */
    private static final int MOST_VALUES = 200_000;

    private static final Set<Tag> KNOWN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, Integer> texts = new HashMap<>();
    private int values;

    private YamlSource() {}

    static Source parse(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(Source.MOST_BYTES)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(MOST_VALUES)
                .build();
        try {
            refuseDepth(new Parse(settings).parseString(text));
            Iterator<Node> documents =
                    new Compose(settings).composeAllFromString(text).iterator();
            if (!documents.hasNext()) {
                throw Source.unreadable("", "the document is empty", 1);
            }
            Node root = documents.next();
            if (documents.hasNext()) {
                throw Source.unreadable("", "there is a second document; only one is allowed", line(documents.next()));
            }
            YamlSource source = new YamlSource();
            source.lines.put("", line(root));
            return new Source(source.value(root, "", 0), source.lines, source.texts);
        } catch (MarkedYamlEngineException broken) {
            String reason = broken.getProblem() == null ? broken.getContext() : broken.getProblem();
            throw Source.unreadable("", "this is no YAML: " + reason, line(broken.getProblemMark()));
        } catch (YamlEngineException broken) {
            throw Source.unreadable("", "this is no YAML: " + broken.getMessage(), null);
        }
    }

    /** The parser that makes a tree is recursive, the one that makes events is not. */
    private static void refuseDepth(Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> {
                    if (++depth > Source.DEEPEST) {
                        throw Source.unreadable(
                                "",
                                "values are nested more than " + Source.DEEPEST + " deep",
                                line(event.getStartMark()));
                    }
                }
                case MappingEnd, SequenceEnd -> depth--;
                case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> {}
            }
        }
    }

    private JsonNode value(Node node, String at, int depth) {
        if (++values > MOST_VALUES) {
            throw Source.unreadable(
                    at,
                    "the document has more than " + MOST_VALUES + " values when its aliases are expanded",
                    line(node));
        }
        if (depth > Source.DEEPEST) {
            throw Source.unreadable(
                    at,
                    "an alias refers to a value that it is a part of, or nests deeper than " + Source.DEEPEST,
                    line(node));
        }
        if (!KNOWN.contains(node.getTag())) {
            throw Source.unreadable(
                    at,
                    "the tag " + node.getTag().getValue() + " is not allowed; write the value without a tag",
                    line(node));
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, at, depth);
            case SequenceNode sequence -> array(sequence, at, depth);
            case ScalarNode scalar -> scalar(scalar, at);
            default -> throw Source.unreadable(at, "this kind of value is not allowed", line(node));
        };
    }

    private ObjectNode object(MappingNode mapping, String at, int depth) {
        ObjectNode object = nodes.objectNode();
        Set<String> keys = new HashSet<>();
        for (NodeTuple member : mapping.getValue()) {
            if (!(member.getKeyNode() instanceof ScalarNode key)) {
                throw Source.unreadable(at, "a key has to be a string", line(member.getKeyNode()));
            }
            String name = key.getValue();
            String place = Pointer.of(at, name);
            if (!keys.add(name)) {
                throw Source.unreadable(place, "the key " + name + " is there twice", line(key));
            }
            lines.putIfAbsent(place, line(key));
            object.set(name, value(member.getValueNode(), place, depth + 1));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, String at, int depth) {
        ArrayNode array = nodes.arrayNode();
        for (Node item : sequence.getValue()) {
            String place = Pointer.of(at, array.size());
            lines.putIfAbsent(place, line(item));
            array.add(value(item, place, depth + 1));
        }
        return array;
    }

    private JsonNode scalar(ScalarNode scalar, String at) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED) {
            texts.putIfAbsent(at, line(scalar) + 1);
        }
        Tag tag = scalar.getTag();
        try {
            if (tag.equals(Tag.NULL)) {
                return nodes.nullNode();
            }
            if (tag.equals(Tag.BOOL)) {
                return nodes.booleanNode(text.equalsIgnoreCase("true"));
            }
            if (tag.equals(Tag.INT)) {
                return integer(text);
            }
            return tag.equals(Tag.FLOAT) ? nodes.numberNode(decimal(text)) : nodes.stringNode(text);
        } catch (NumberFormatException strange) {
            throw Source.unreadable(at, text + " is not a number that JSON has", line(scalar));
        }
    }

    private JsonNode integer(String text) {
        if (text.length() > 100) {
            throw new NumberFormatException("too long");
        }
        BigInteger value = switch (text.length() > 2 ? text.substring(0, 2) : "") {
            case "0x" -> new BigInteger(text.substring(2), 16);
            case "0o" -> new BigInteger(text.substring(2), 8);
            default -> new BigInteger(text);
        };
        return value.bitLength() < 64 ? nodes.numberNode(value.longValue()) : nodes.numberNode(value);
    }

    private static double decimal(String text) {
        if (text.length() > 100) {
            throw new NumberFormatException("too long");
        }
        double value = new BigDecimal(text).doubleValue();
        if (!Double.isFinite(value)) {
            throw new NumberFormatException("not finite");
        }
        return value;
    }

    private static int line(Node node) {
        Integer line = line(node.getStartMark());
        return line == null ? 1 : line;
    }

    private static @Nullable Integer line(Optional<Mark> mark) {
        return mark.map(place -> place.getLine() + 1).orElse(null);
    }
}
