package dev.millrace.pipelines.document;

import java.util.Set;
import java.util.regex.Pattern;

/** How steps may be called. */
final class Ids {
    static final String PATTERN = "[a-z][a-z0-9_]{0,62}";
    static final String RULE =
            "an id is a lower-case letter and up to 62 more of a-z, 0-9 and _, and no word of CEL (in, true, false, null)";

    private static final Pattern FORM = Pattern.compile(PATTERN);
    private static final Set<String> WORDS = Set.of("in", "true", "false", "null");

    private Ids() {}

    static boolean valid(String id) {
        return FORM.matcher(id).matches() && !WORDS.contains(id);
    }

    static String shown(String id) {
        return id.isEmpty() ? "the empty string" : id.substring(0, Math.min(80, id.length()));
    }
}
