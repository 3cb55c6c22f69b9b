package dev.millrace.standalone.demo;

import java.io.PrintStream;
import tools.jackson.databind.JsonNode;

/** Prints a job's events as they arrive, one line each; of a long metric series only some points. */
final class EventLines {
    private static final int STEPS_BETWEEN_POINTS = 20;

    private final PrintStream out;

    EventLines(PrintStream out) {
        this.out = out;
    }

    void print(String type, JsonNode envelope) {
        JsonNode event = envelope.path("data");
        switch (type) {
            case "status" -> line(type, text(event, "status"));
            case "step" -> line(type, text(event, "step") + " " + text(event, "status"));
            case "log" -> line(type, text(event, "message"));
            case "metric" -> metric(event);
            default -> {
                // Progress and partial results say again what steps and metrics say.
            }
        }
    }

    private void metric(JsonNode event) {
        int step = event.path("step").asInt();
        if (step % STEPS_BETWEEN_POINTS == 0) {
            line(
                    "metric",
                    "%s at %d: %.5f"
                            .formatted(
                                    text(event, "name"),
                                    step,
                                    event.path("value").asDouble()));
        }
    }

    private void line(String type, String text) {
        out.printf("  %-6s  %s%n", type, text);
    }

    private static String text(JsonNode event, String field) {
        return event.path(field).asString("");
    }
}
