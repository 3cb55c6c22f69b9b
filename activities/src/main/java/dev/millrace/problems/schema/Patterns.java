package dev.millrace.problems.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Regular expressions that users write: of RE2, so that they take linear time, and not too large. */
public final class Patterns {
    private static final int LONGEST = 1_000;
    private static final long MOST_REPEATS = 100_000;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");

    private Patterns() {}

    /** @throws IllegalArgumentException with the reason, when it cannot be used */
    public static Pattern compile(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new IllegalArgumentException("a regular expression is longer than " + LONGEST + " characters");
        }
        long repeats = 1;
        for (Matcher count = COUNT.matcher(pattern); count.find() && repeats <= MOST_REPEATS; ) {
            String most = count.group(2) == null || count.group(2).isEmpty() ? count.group(1) : count.group(2);
            repeats *= most.length() > 6 ? MOST_REPEATS + 1 : Math.max(1, Long.parseLong(most));
        }
        if (repeats > MOST_REPEATS) {
            throw new IllegalArgumentException(
                    "the counts of a regular expression multiply to more than " + MOST_REPEATS);
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
    }
}
