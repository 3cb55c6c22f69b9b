package dev.millrace.jobs;

import dev.millrace.events.JobEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** What a job told its user. */
public record LogLine(
        @Schema(description = "The id of the event; it grows with time.", example = "17")
        long id,

        Instant at,

        @Schema(
                description = "warn tells of something that may need a look.",
                allowableValues = {"info", "warn"})
        String level,

        @Schema(description = "The step that told it.", example = "prepare")
        String step,

        @Schema(example = "the column customer_id is constant and was left out")
        String message) {
    public static LogLine of(JobEvent event) {
        return new LogLine(
                event.id(),
                event.at(),
                event.data().path("level").asString("info"),
                event.data().path("step").asString(""),
                event.data().path("message").asString(""));
    }
}
