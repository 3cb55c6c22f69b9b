package dev.millrace.llm.prompts;

import dev.millrace.problems.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with variables: names in two pairs of braces. It is rendered strictly: every variable has a value, every value a
 * variable, and values are put in as they are, whatever braces they have. A backslash before two braces says that they
 * begin no variable.
 */
public record Template(String text) {
    private static final int LONGEST = 100_000;
    private static final int MOST_VARIABLES = 100;
    private static final Pattern OPENING = Pattern.compile("\\\\\\{\\{|\\{\\{");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{ *([A-Za-z_][A-Za-z0-9_]{0,63}) *\\}\\}");

    public Template {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw Problem.invalid("/template", "template is a text of 1 to " + LONGEST + " characters");
        }
        if (variables(parts(text)).size() > MOST_VARIABLES) {
            throw Problem.invalid("/template", "template has at most " + MOST_VARIABLES + " variables");
        }
    }

    private sealed interface Part {
        record Plain(String text) implements Part {}

        record Variable(String name) implements Part {}
    }

    /** Their names, in alphabetical order. */
    public Set<String> variables() {
        return variables(parts(text));
    }

    /** @throws Problem INVALID naming each value that is missing, and each that no variable takes */
    public String render(Map<String, String> values) {
        List<Part> parts = parts(text);
        Set<String> missing = variables(parts);
        missing.removeAll(values.keySet());
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(variables(parts));
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw Problem.invalid(
                    "/variables",
                    "the prompt's variables are " + variables(parts)
                            + (missing.isEmpty() ? "" : "; missing: " + missing)
                            + (unknown.isEmpty() ? "" : "; unknown: " + unknown));
        }
        StringBuilder rendered = new StringBuilder();
        for (Part part : parts) {
            rendered.append(
                    switch (part) {
                        case Part.Plain plain -> plain.text();
                        case Part.Variable variable -> values.get(variable.name());
                    });
        }
        return rendered.toString();
    }

    private static Set<String> variables(List<Part> parts) {
        Set<String> names = new TreeSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Variable variable) {
                names.add(variable.name());
            }
        }
        return names;
    }

    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher opening = OPENING.matcher(text);
        Matcher variable = VARIABLE.matcher(text);
        int at = 0;
        while (opening.find(at)) {
            parts.add(new Part.Plain(text.substring(at, opening.start())));
            if (opening.group().startsWith("\\")) {
                parts.add(new Part.Plain("{{"));
                at = opening.end();
            } else if (variable.region(opening.start(), text.length()).lookingAt()) {
                parts.add(new Part.Variable(variable.group(1)));
                at = variable.end();
            } else {
                throw Problem.invalid(
                        "/template",
                        "{{ at character " + opening.start()
                                + " begins no variable such as {{customer_name}}; write \\{{" + " for two braces");
            }
        }
        parts.add(new Part.Plain(text.substring(at)));
        return parts;
    }
}
