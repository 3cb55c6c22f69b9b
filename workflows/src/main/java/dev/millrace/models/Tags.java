package dev.millrace.models;

import dev.millrace.problems.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Users' own words on a model: at most 50 names of up to 100 characters, each with a value of up to 500. */
public final class Tags {
    private static final int MOST = 50;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VALUE = 500;

    private Tags() {}

    /**
     * The tags given, in their order; none for null.
     *
     * @throws Problem 422 at {@code /tags} when they are too many or too long
     */
    public static Map<String, String> require(@Nullable Map<String, ? extends @Nullable String> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (given == null) {
            return tags;
        }
        given.forEach((name, value) -> {
            if (name.isBlank() || name.length() > LONGEST_NAME || value == null || value.length() > LONGEST_VALUE) {
                throw refused();
            }
            tags.put(name, value);
        });
        if (tags.size() > MOST) {
            throw refused();
        }
        return Collections.unmodifiableMap(tags);
    }

    private static Problem refused() {
        return Problem.invalid(
                "/tags", "tags are at most 50 names of 1 to 100 characters, each with a text of up to 500");
    }
}
