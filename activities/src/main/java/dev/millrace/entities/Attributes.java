package dev.millrace.entities;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import dev.millrace.tenancy.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Judges the attributes of an entity, and reads values from them. */
public final class Attributes {
    static final int MOST = 200;
    static final int MOST_BYTES = 256 << 10;
    private static final int LONGEST_NAME = 100;
    private static final int DEEPEST = 8;
    private static final double LARGEST = 1e300;
    private static final int LARGEST_BITS = 990;
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,15})?");
    /** A free cell that is a number and not, say, a postal code or a phone number. */
    private static final Pattern FREE_NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,8})(\\.\\d{1,9})?");

    private Attributes() {}

    /**
     * The attributes without those that are null.
     *
     * @throws Problem 422 that names every attribute at fault and what is allowed there
     */
    static ObjectNode require(EntityType type, ObjectNode given) {
        List<Violation> violations = new ArrayList<>();
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> attribute : given.properties()) {
            if (attribute.getValue().isNull()) {
                continue;
            }
            String fault = fault(type, attribute.getKey(), attribute.getValue());
            if (fault != null) {
                violations.add(new Violation(pointer(attribute.getKey()), fault));
            }
            kept.set(attribute.getKey(), attribute.getValue());
        }
        if (kept.size() > MOST) {
            violations.add(new Violation("", "an entity has at most " + MOST + " attributes, not " + kept.size()));
        }
        if (violations.isEmpty() && Json.write(kept).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            violations.add(new Violation("", "the attributes of an entity take at most 256 KiB of JSON"));
        }
        if (!violations.isEmpty()) {
            throw new Problem(
                    ProblemType.INVALID,
                    violations.getFirst().detail(),
                    violations.subList(0, Math.min(MOST, violations.size())));
        }
        return kept;
    }

    private static @Nullable String fault(EntityType type, String name, JsonNode value) {
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)
                || unpaired(name)) {
            return "the name of an attribute has 1 to 100 printable characters";
        }
        String unstorable = unstorable(value, 1);
        if (unstorable != null) {
            return name + " " + unstorable;
        }
        return KnownAttributes.of(type, name)
                .filter(known -> !known.allows(value))
                .map(known -> name + " of a " + type.word() + " is " + known.allowed())
                .orElse(null);
    }

    private static @Nullable String unstorable(JsonNode value, int depth) {
        if (depth > DEEPEST) {
            return "is nested deeper than " + DEEPEST + " levels";
        }
        if (value.isString() && (value.asString().indexOf('\0') >= 0 || unpaired(value.asString()))) {
            return "holds a character that cannot be kept: U+0000 or half of a surrogate pair";
        }
        if (value.isNumber() && isHuge(value)) {
            return "is a number beyond 1e300";
        }
        if (value.isObject()) {
            for (String name : value.propertyNames()) {
                if (name.indexOf('\0') >= 0 || unpaired(name)) {
                    return "has a name within that cannot be kept: with U+0000 or half of a surrogate pair";
                }
            }
        }
        return value.valueStream()
                .map(within -> unstorable(within, depth + 1))
                .filter(fault -> fault != null)
                .findFirst()
                .orElse(null);
    }

    private static boolean isHuge(JsonNode number) {
        return number.isBigInteger()
                ? number.bigIntegerValue().bitLength() > LARGEST_BITS
                : !(Math.abs(number.doubleValue()) < LARGEST);
    }

    private static boolean unpaired(String text) {
        return text.codePoints().anyMatch(character -> character >= 0xD800 && character <= 0xDFFF);
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** A cell of a CSV file: a known attribute's by its type; of free ones plain numbers, true and false are taken as such. */
    public static JsonNode ofCell(EntityType type, String name, String cell) {
        return KnownAttributes.of(type, name).map(known -> known.of(cell)).orElseGet(() -> free(cell));
    }

    private static JsonNode free(String cell) {
        if (cell.equals("true") || cell.equals("false")) {
            return JsonNodeFactory.instance.booleanNode(cell.equals("true"));
        }
        return FREE_NUMBER.matcher(cell).matches() ? AttributeType.NUMBER.of(cell) : AttributeType.TEXT.of(cell);
    }

    static @Nullable BigDecimal decimal(String text) {
        return PLAIN_NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /** A number, or a text that is one. */
    public static Optional<BigDecimal> amount(JsonNode value) {
        if (value.isNumber()) {
            return isHuge(value) ? Optional.empty() : Optional.of(value.decimalValue());
        }
        return value.isString() ? Optional.ofNullable(decimal(value.asString())) : Optional.empty();
    }

    /** The time that a text names; a date is its first moment in UTC. */
    public static Optional<Instant> time(JsonNode value) {
        if (!value.isString()) {
            return Optional.empty();
        }
        String text = value.asString();
        try {
            return Optional.of(
                    text.length() == "2026-01-31".length()
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** What the known attributes of a type may hold, by name, in words. */
    public static Map<String, String> known(EntityType type) {
        Map<String, String> words = new TreeMap<>();
        KnownAttributes.of(type).forEach((name, known) -> words.put(name, known.allowed()));
        return words;
    }
}
