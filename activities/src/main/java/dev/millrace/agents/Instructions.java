package dev.millrace.agents;

import dev.millrace.tenancy.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Instructions are a template: {@code {{lead.name}}} stands for that field of the input. */
final class Instructions {
    private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*(?:input\\.)?([A-Za-z0-9_.]{1,200})\\s*}}");

    private Instructions() {}

    /** Text is put in as it is, all else as JSON, and nothing for a field that is not there. */
    static String render(String template, JsonNode input) {
        return FIELD.matcher(template).replaceAll(field -> Matcher.quoteReplacement(shown(input, field.group(1))));
    }

    private static String shown(JsonNode input, String path) {
        JsonNode value = input;
        for (String name : path.split("\\.")) {
            value = value.path(name);
        }
        return value.isMissingNode() || value.isNull() ? "" : value.isString() ? value.asString() : Json.write(value);
    }
}
