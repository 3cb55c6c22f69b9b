package dev.millrace.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a request: where (an RFC 6901 JSON pointer into the body, or a query parameter's name) and what is
 * allowed. {@code line} counts from 1, where what was wrong is a text of several lines.
 */
public record Violation(
        String pointer,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer line) {
    public Violation(String pointer, String detail) {
        this(pointer, detail, null);
    }
}
