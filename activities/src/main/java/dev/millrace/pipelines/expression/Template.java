package dev.millrace.pipelines.expression;

import java.util.ArrayList;
import java.util.List;

/** A string that may hold <code>${{ expressions }}</code>. */
public record Template(List<Part> parts) {
    private static final String OPEN = "${{";

    public sealed interface Part {}

    public record Text(String text) implements Part {}

    /** {@code line} (from 0) says how many lines of the string come before it. */
    public record Code(String expression, int line) implements Part {}

    public static boolean has(String text) {
        return text.contains(OPEN);
    }

    /** @throws ExpressionException when an expression has no end */
    public static Template of(String text) throws ExpressionException {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            if (open > from) {
                parts.add(new Text(text.substring(from, open)));
            }
            int begin = open + OPEN.length();
            int end = end(text, begin);
            int line = (int)
                    text.substring(0, begin).chars().filter(c -> c == '\n').count();
            parts.add(new Code(text.substring(begin, end).strip(), line));
            from = end + 2;
        }
        if (from < text.length() || parts.isEmpty()) {
            parts.add(new Text(text.substring(from)));
        }
        return new Template(List.copyOf(parts));
    }

    /** Nothing but one expression: its value keeps its type. */
    public boolean whole() {
        return parts.size() == 1 && parts.getFirst() instanceof Code;
    }

    public List<Code> expressions() {
        return parts.stream()
                .filter(Code.class::isInstance)
                .map(Code.class::cast)
                .toList();
    }

    /** Where the expression ends: at the braces that are not its own, nor in one of its strings. */
    private static int end(String text, int begin) throws ExpressionException {
        int depth = 0;
        char quote = 0;
        for (int at = begin; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                if (c == '\\') {
                    at++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth > 0) {
                depth--;
            } else if (text.startsWith("}}", at)) {
                return at;
            }
        }
        throw new ExpressionException("${{ is not closed by }}");
    }
}
