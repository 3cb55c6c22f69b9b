package dev.millrace.agents.tools;

import dev.millrace.problems.Problem;
import java.util.function.Function;

/** Ids as models write them. */
final class Named {
    private static final int LONGEST = 100;

    private Named() {}

    /** @throws Problem NOT_FOUND for what is no id at all */
    static <T> T id(String text, Function<String, T> reader, String what) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound(what, text.substring(0, Math.min(text.length(), LONGEST)));
        }
    }
}
