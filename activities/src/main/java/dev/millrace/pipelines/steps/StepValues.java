package dev.millrace.pipelines.steps;

import dev.millrace.problems.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Reads what a schema cannot check to the end. */
final class StepValues {
    static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);

    private StepValues() {}

    /** @throws Problem INVALID when it is no text */
    static String text(JsonNode with, String field) {
        JsonNode value = with.path(field);
        if (!value.isString()) {
            throw Problem.invalid("/with/" + field, field + " must be a string");
        }
        return value.asString();
    }

    /** @throws Problem INVALID when it is no ISO 8601 duration, not positive or longer than {@link #LONGEST_TIMEOUT} */
    static Duration duration(JsonNode with, String field, Duration usual) {
        JsonNode value = with.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        try {
            Duration duration = Duration.parse(value.asString());
            if (duration.isPositive() && duration.compareTo(LONGEST_TIMEOUT) <= 0) {
                return duration;
            }
        } catch (DateTimeException | ArithmeticException unreadable) {
            // the same refusal
        }
        throw Problem.invalid(
                "/with/" + field,
                field + " must be an ISO 8601 duration of at most " + LONGEST_TIMEOUT + ", such as PT30S");
    }
}
