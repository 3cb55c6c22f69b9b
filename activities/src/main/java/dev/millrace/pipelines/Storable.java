package dev.millrace.pipelines;

import dev.millrace.tenancy.Json;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** JSON as PostgreSQL keeps it: it has no place for the character U+0000, which becomes U+FFFD. */
final class Storable {
    // An escape is one only after an even number of backslashes.
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private Storable() {}

    static String text(JsonNode json) {
        String text = Json.write(json);
        return text.contains("\\u0000") ? NUL.matcher(text).replaceAll("$1\\\\ufffd") : text;
    }
}
