package dev.millrace.training;

import dev.millrace.events.JobEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** One value of a series that a fit reports, such as the loss after a step. */
record MetricPoint(
        @Schema(description = "The iteration, or the number of trees.", example = "20")
        long step,

        @Schema(example = "loss") String name,
        @Schema(example = "0.31") double value,
        Instant at) {
    static MetricPoint of(JobEvent event) {
        return new MetricPoint(
                event.data().path("step").asLong(),
                event.data().path("name").asString(),
                event.data().path("value").asDouble(),
                event.at());
    }
}
