package dev.millrace.models;

import dev.millrace.problems.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of a model's name, the same wherever one is given. */
public final class ModelName {
    public static final String FORM = "^[A-Za-z0-9][A-Za-z0-9._ -]{0,127}$";
    private static final Pattern PATTERN = Pattern.compile(FORM);

    private ModelName() {}

    /** @throws Problem 422 at the pointer when the text is not a model's name */
    public static String require(String pointer, @Nullable String text) {
        if (text == null || !PATTERN.matcher(text).matches()) {
            throw Problem.invalid(
                    pointer,
                    "a model's name is 1 to 128 letters, digits, spaces and . _ -, beginning with a letter or a digit");
        }
        return text;
    }
}
