package dev.millrace.pipelines.document;

import dev.millrace.pipelines.expression.Template;
import dev.millrace.problems.schema.SchemaCheck;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Checks what the schemas of waits and approvals do not say. */
final class ControlCheck {
    private static final List<String> DURATIONS = List.of("duration", "timeout", "expires_in");

    private final SchemaCheck schemas;
    private final Findings findings;

    ControlCheck(SchemaCheck schemas, Findings findings) {
        this.schemas = schemas;
        this.findings = findings;
    }

    void check(Located located) {
        JsonNode with = located.step().with();
        String at = located.at() + "/with";
        for (String name : DURATIONS) {
            String text = with.path(name).asString("P1D");
            if (!Template.has(text) && !isDuration(text)) {
                findings.add(
                        at + "/" + name, name + " has to be an ISO 8601 duration up to P365D, such as PT30S or P1D");
            }
        }
        String until = with.path("until").asString("");
        if (with.path("until").isString() && !Template.has(until) && !isTime(until)) {
            findings.add(at + "/until", "until has to be an RFC 3339 time, such as 2030-01-31T08:00:00Z");
        }
        if (with.path("answer_schema").isObject()) {
            schemas.ofSchema(with.path("answer_schema"), at + "/answer_schema")
                    .forEach(violation -> findings.add(violation.pointer(), violation.detail()));
        }
    }

    private static boolean isDuration(String text) {
        try {
            Duration duration = Duration.parse(text);
            return duration.isPositive() && duration.compareTo(Durations.YEAR) <= 0;
        } catch (DateTimeException wrong) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        try {
            return !OffsetDateTime.parse(text).equals(OffsetDateTime.MIN);
        } catch (DateTimeException wrong) {
            return false;
        }
    }
}
