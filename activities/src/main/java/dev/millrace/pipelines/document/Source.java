package dev.millrace.pipelines.document;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import dev.millrace.problems.schema.Kinds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A text read as data: its tree, and the line of every part by its pointer (of a member: the line of its key). {@code texts}
 * has the line on which a string begins, where that is another one.
 */
public record Source(JsonNode tree, Map<String, Integer> lines, Map<String, Integer> texts) {
    static final int MOST_BYTES = 1_000_000;
    /** Of values in each other: more than any real document needs, few enough for every recursive reader. */
    static final int DEEPEST = 100;

    /** @throws Problem MALFORMED when it cannot be read, or holds what a document cannot */
    public static Source parse(String text, Format format) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new Problem(ProblemType.MALFORMED, "the document is larger than 1 MB");
        }
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int zero = clean.indexOf('\0');
        if (zero >= 0) {
            throw unreadable("", "the document has a null byte", lineAt(clean, zero));
        }
        if (clean.isBlank()) {
            throw unreadable("", "the document is empty", 1);
        }
        Source source = switch (format) {
            case JSON -> JsonSource.parse(clean);
            case YAML -> YamlSource.parse(clean);
        };
        if (!source.tree.isObject()) {
            throw unreadable("", "the document is " + Kinds.of(source.tree) + "; it has to be an object", 1);
        }
        return source;
    }

    /** Without lines: of a document that is not at hand as text. */
    static Source of(JsonNode tree) {
        return new Source(tree, Map.of(), Map.of());
    }

    /** The line of that place, or of the nearest one around it that has one. */
    @Nullable
    Integer line(String pointer) {
        String at = pointer;
        while (true) {
            Integer line = lines.get(at);
            if (line != null || at.isEmpty()) {
                return line;
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
    }

    /** The line on which the string at that place begins. */
    @Nullable
    Integer textLine(String pointer) {
        Integer line = texts.get(pointer);
        return line == null ? line(pointer) : line;
    }

    static Problem unreadable(String pointer, String detail, @Nullable Integer line) {
        return new Problem(
                ProblemType.MALFORMED,
                line == null ? detail : "line " + line + ": " + detail,
                List.of(new Violation(pointer, detail, line)));
    }

    private static int lineAt(String text, int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
