package dev.millrace.models;

import dev.millrace.problems.Problem;
import java.util.regex.Pattern;

/** A name for a version that users move from one to the next, such as {@code champion}. */
public record Alias(String name) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");
    // Would read like a version: "latest", "v3".
    private static final Pattern RESERVED = Pattern.compile("(?i)latest|v[0-9]+");

    public Alias {
        if (!FORM.matcher(name).matches() || RESERVED.matcher(name).matches()) {
            throw Problem.invalid(
                    "/alias",
                    "an alias is a letter and up to 63 more letters, digits and . _ -, but not \"latest\" or like \"v3\"");
        }
    }
}
