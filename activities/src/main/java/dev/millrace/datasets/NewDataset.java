package dev.millrace.datasets;

import dev.millrace.problems.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a user says about the data they upload. {@code createdBy} names the caller. */
public record NewDataset(String name, @Nullable String description, String createdBy) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,127}");
    private static final int LONGEST_DESCRIPTION = 10_000;

    public NewDataset {
        if (name == null || !isName(name)) {
            throw Problem.invalid(
                    "/name", "name is 1 to 128 letters, digits, spaces and . _ -, beginning with a letter or a digit");
        }
        if (description != null && (description.length() > LONGEST_DESCRIPTION || description.indexOf('\0') >= 0)) {
            throw Problem.invalid(
                    "/description", "description is at most " + LONGEST_DESCRIPTION + " characters, none of them NUL");
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
