package dev.millrace.events;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** One event of a job; ids begin at 1 and grow by one. */
public record JobEvent(long id, EventType type, Instant at, JsonNode data) {}
