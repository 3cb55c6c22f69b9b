package dev.millrace.llm.prompts;

import dev.millrace.problems.Problem;
import java.util.regex.Pattern;

/** What prompts and labels are called: 1 to 63 of a-z, 0-9, {@code _}, {@code -} and {@code .}, beginning with a letter or digit. */
final class PromptName {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,62}");

    private PromptName() {}

    static String check(String pointer, String name) {
        if (!FORM.matcher(name).matches()) {
            throw Problem.invalid(
                    pointer, "a name is 1 to 63 characters of a-z, 0-9, _, - and ., and begins with a letter or digit");
        }
        return name;
    }
}
