package dev.millrace.pipelines.document;

import dev.millrace.problems.schema.Kinds;
import dev.millrace.problems.schema.Names;
import dev.millrace.problems.schema.Pointer;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An object of the document and its members, each checked as it is read. A wrong one is noted and read as if it were not there. */
final class Members {
    private final JsonNode object;
    private final String at;
    private final Findings findings;

    private Members(JsonNode object, String at, Findings findings) {
        this.object = object;
        this.at = at;
        this.findings = findings;
    }

    static Members of(@Nullable JsonNode value, String at, Findings findings, List<String> allowed) {
        JsonNode object = value == null ? JsonNodeFactory.instance.objectNode() : value;
        if (!object.isObject()) {
            findings.add(at, "this has to be an object, not " + Kinds.of(object));
        }
        for (String name : object.propertyNames()) {
            if (!allowed.contains(name)) {
                findings.add(Pointer.of(at, name), "there is no " + name + " here; " + Names.allowed(name, allowed));
            }
        }
        return new Members(object, at, findings);
    }

    String at(String name) {
        return Pointer.of(at, name);
    }

    /** Null when it is not there, or null. */
    @Nullable
    JsonNode get(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    boolean has(String name) {
        return get(name) != null;
    }

    @Nullable
    JsonNode required(String name) {
        JsonNode value = get(name);
        if (value == null && object.isObject()) {
            findings.add(object.has(name) ? at(name) : at, name + " is missing");
        }
        return value;
    }

    @Nullable
    String text(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isString()) {
            findings.add(at(name), name + " has to be a string, not " + Kinds.of(value));
            return null;
        }
        return value == null ? null : value.stringValue();
    }

    @Nullable
    String requiredText(String name) {
        return required(name) == null ? null : text(name);
    }

    int integer(String name, int least, int most, int usual) {
        JsonNode value = get(name);
        if (value == null) {
            return usual;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            findings.add(at(name), name + " has to be an integer from " + least + " to " + most);
            return usual;
        }
        return value.intValue();
    }

    @Nullable
    Duration duration(String name, Duration least, Duration most) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        Duration duration = duration(text);
        if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            findings.add(
                    at(name),
                    name + " has to be an ISO 8601 duration from " + least + " to " + Durations.days(most)
                            + ", such as PT30S or P1D");
            return null;
        }
        return duration;
    }

    String oneOf(String name, String usual, String other) {
        String text = text(name);
        if (text != null && !Set.of(usual, other).contains(text)) {
            findings.add(at(name), name + " has to be " + usual + " or " + other);
            return usual;
        }
        return text == null ? usual : text;
    }

    /** @return null when it is not there, or is no list */
    @Nullable
    JsonNode list(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isArray()) {
            findings.add(at(name), name + " has to be a list, not " + Kinds.of(value));
            return null;
        }
        return value;
    }

    private static @Nullable Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException wrong) {
            return null;
        }
    }
}
